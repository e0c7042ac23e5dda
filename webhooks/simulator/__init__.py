"""A phone in the browser, for trials: it stands where WhatsApp and Twilio stand, and nothing leaves the machine."""
