"""What somebody must know to see a record that is not shown to everybody: codes and PINs."""
