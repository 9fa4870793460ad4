namespace CuaRl.Core.Phones.Wording;

/// <summary>What phones call things. No two words share a way of saying.</summary>
internal static class Words
{
    public static readonly Word Network = new("Network & internet", "Wi-Fi & internet", "Connections");
    public static readonly Word Wifi = new("Wi-Fi", "WLAN", "Use Wi-Fi");
    public static readonly Word Airplane = new("Airplane mode", "Flight mode", "Aeroplane mode");
    public static readonly Word Devices = new("Connected devices", "Device connection", "Bluetooth & devices");
    public static readonly Word Bluetooth = new("Bluetooth", "Use Bluetooth", "Bluetooth radio");
    public static readonly Word Apps = new("Apps", "Applications", "App management");
    public static readonly Word Notifications = new("Notifications", "Notification settings", "Alerts");
    public static readonly Word Quiet = new("Do Not Disturb", "Don't disturb", "Quiet mode");
    public static readonly Word Battery = new("Battery", "Power", "Battery & power");
    public static readonly Word BatterySaver = new("Battery saver", "Power saving mode", "Save battery");
    public static readonly Word Storage = new("Storage", "Device storage", "Memory");
    public static readonly Word Sound = new("Sound", "Sound & vibration", "Volume & sound");
    public static readonly Word MediaVolume = new("Media volume", "Music and video", "Media");
    public static readonly Word RingVolume = new("Ring volume", "Ringtone", "Ring & notification volume");
    public static readonly Word AlarmVolume = new("Alarm volume", "Volume of alarms", "Alarm loudness");
    public static readonly Word Display = new("Display", "Display & brightness", "Screen");
    public static readonly Word Brightness = new("Brightness level", "Brightness", "Screen brightness");
    public static readonly Word Adaptive = new("Adaptive brightness", "Auto brightness", "Adjust to surroundings");
    public static readonly Word Timeout = new("Screen timeout", "Sleep", "Turn screen off after");
    public static readonly Word DarkTheme = new("Dark theme", "Dark mode", "Night colours");
    public static readonly Word AutoRotate = new("Auto-rotate screen", "Auto-rotate", "Rotate with the device");
    public static readonly Word System = new("System", "General management", "Additional settings");
    public static readonly Word DateTime = new("Date & time", "Time and date", "Clock settings");
    public static readonly Word AutoTime = new("Set time automatically", "Automatic date & time", "Use network-provided time");
    public static readonly Word AutoZone = new("Set time zone automatically", "Automatic time zone", "Use network-provided time zone");
    public static readonly Word HourFormat = new("Use 24-hour format", "24-hour clock", "24-hour time");
    public static readonly Word About = new("About phone", "Phone information", "About device");

    public static readonly Word AppStorage = new("Storage & cache", "Storage used", "App storage");
    public static readonly Word Total = new("Total", "Total used", "Space used in all");
    public static readonly Word AppSize = new("App size", "App itself", "Size of the app");
    public static readonly Word UserData = new("User data", "Data of the user", "Data");
    public static readonly Word Cache = new("Cache", "Cached data", "Temporary data");
    public static readonly Word ClearCache = new("Clear cache", "Empty the cache", "Delete cached data");
    public static readonly Word Open = new("Open", "Launch", "Start");
    public static readonly Word Uninstall = new("Uninstall", "Remove app", "Delete app");
    public static readonly Word Disable = new("Disable", "Turn off", "Deactivate");
    public static readonly Word ForceStop = new("Force stop", "Stop now", "End app");
    public static readonly Word AppInfo = new("App info", "App details", "About this app");
    public static readonly Word AskUninstall = new(
        "Do you want to uninstall this app?", "Remove this app and its data?", "This app will be deleted.");

    public static readonly Word Ok = new("OK", "Confirm", "Yes");
    public static readonly Word Cancel = new("Cancel", "Not now", "Never mind");
    public static readonly Word Allow = new("Allow", "Permit", "Grant access");
    public static readonly Word Deny = new("Don't allow", "Deny", "Refuse");
    public static readonly Word Close = new("Close", "Done", "Got it");
    public static readonly Word More = new("More options", "More", "Menu");
    public static readonly Word Delete = new("Delete", "Move to bin", "Erase");
    public static readonly Word Search = new("Search apps", "Search for apps", "Find an app");
    public static readonly Word ClearAll = new("Clear all", "Dismiss all", "Remove all notifications");
    public static readonly Word NoNotifications = new("No notifications", "Nothing new", "You're all caught up");
    public static readonly Word NoRecents = new("No recent items", "No recent apps", "Nothing is open");
    public static readonly Word Expand = new("Expand", "All tiles", "Show all tiles");

    public static readonly Word Downloads = new("Downloads", "Download", "Downloaded files");
    public static readonly Word InternalStorage = new("Internal storage", "This phone", "Phone storage");
    public static readonly Word Images = new("Images", "Pictures", "Photos");
    public static readonly Word NewFolder = new("New folder", "Create folder", "Add a folder");
    public static readonly Word FolderName = new("Folder name", "Name", "Name of the folder");
    public static readonly Word NoFiles = new("No items", "This folder is empty", "Nothing here");

    public static readonly Word Shutter = new("Take picture", "Shutter", "Take a photo");

    public static readonly Word Address = new("Search or type web address", "Search or enter address", "Type an address");
    public static readonly Word Logo = new("GBOX logo", "Logo of GBOX", "GBOX");
    public static readonly Word DownloadLogo = new("Download logo", "Get the logo", "Save logo (SVG)");
    public static readonly Word DownloadImage = new("Download image", "Save image", "Download picture");
    public static readonly Word OpenImage = new("Open image in new tab", "View image", "Show picture alone");
    public static readonly Word AskFiles = new(
        "Allow Chrome to access files on your device?", "Chrome wants to use your files", "Let Chrome store files on this phone?");
    public static readonly Word Unreachable = new("This site can't be reached", "Page not found", "No connection to this page");
    public static readonly Word Offline = new("You're offline", "No internet", "Not connected");
}
