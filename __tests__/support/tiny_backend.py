"""A build backend that needs nothing: the modules in `modules` become a wheel with the metadata of PKG-INFO (PEP 517)."""

import os
import zipfile
from email import message_from_string


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    with open("PKG-INFO", encoding="utf-8") as file:
        metadata = file.read()
    fields = message_from_string(metadata)
    stem = f"{fields['Name'].replace('-', '_')}-{fields['Version']}"
    members = {}
    for name in os.listdir("modules"):
        with open(os.path.join("modules", name), encoding="utf-8") as file:
            members[name] = file.read()
    members[f"{stem}.dist-info/METADATA"] = metadata
    members[f"{stem}.dist-info/WHEEL"] = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    record = f"{stem}.dist-info/RECORD"
    members[record] = "".join(f"{name},,\n" for name in [*members, record])
    filename = f"{stem}-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(wheel_directory, filename), "w") as wheel:
        for name, content in members.items():
            wheel.writestr(name, content)
    return filename
