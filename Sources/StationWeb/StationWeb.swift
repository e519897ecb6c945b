// StationWeb
