"""The base map: outlines of countries around Pyongyang, and the projection that they and the places share."""
