"""Importing the registers of offices: files in, records out, and every fault told by its line."""

from panchayat.imports.beside import Beside, NothingBeside, UnfitFile
from panchayat.imports.entering import Checked, check_sheet, enter, told
from panchayat.imports.faults import BadRows, Fault, NotATable, are_faults, faults_csv
from panchayat.imports.registry import BrokenKind, NoSuchKind, all_kinds, kind_of
from panchayat.imports.sheets import Sheet, parse_csv, read_sheet
from panchayat.imports.templates import template_csv, template_xlsx

__all__ = [
    "BadRows",
    "Beside",
    "BrokenKind",
    "Checked",
    "Fault",
    "NoSuchKind",
    "NotATable",
    "NothingBeside",
    "Sheet",
    "UnfitFile",
    "all_kinds",
    "are_faults",
    "check_sheet",
    "enter",
    "faults_csv",
    "kind_of",
    "parse_csv",
    "read_sheet",
    "template_csv",
    "template_xlsx",
    "told",
]
