using System.Collections.Immutable;

namespace CuaRl.Core.Phones.State;

/// <summary>The apps that the phone comes with.</summary>
internal static class AppCatalog
{
    public const string Launcher = "com.android.launcher3";
    public const string Settings = "com.android.settings";
    public const string Chrome = "com.android.chrome";
    public const string Files = "com.android.documentsui";
    public const string Instagram = "com.instagram.android";
    public const string Facebook = "com.facebook.katana";
    public const string Keyboard = "ai.gbox.keyboard";
    public const string Clock = "com.android.deskclock";
    public const string Camera = "com.android.camera";
    public const string Messages = "com.android.messaging";
    public const string Dialer = "com.android.dialer";
    public const string Gallery = "com.android.gallery";
    public const string Contacts = "com.android.contacts";
    public const string Calculator = "com.android.calculator2";
    public const string Calendar = "com.android.calendar";

    /// <summary>What is installed, with the sizes that tasks name.</summary>
    public static readonly ImmutableArray<PhoneApp> All =
    [
        new(Settings, "Settings", 31_200_000, 2_410_000, 120_000, true),
        new(Chrome, "Chrome", 38_110_000, 9_130_000, 4_300_000, true),
        new(Files, "Files", 11_830_000, 310_000, 48_000, true),
        new(Instagram, "Instagram", 92_400_000, 31_070_000, 12_640_000, false),
        new(Facebook, "Facebook", 104_800_000, 44_150_000, 20_310_000, false),
        new(Keyboard, "GBOX Keyboard", 53_250, 16_380, 4_100, false, HasIcon: false),
        new(Clock, "Clock", 9_420_000, 81_000, 12_000, true),
        new(Camera, "Camera", 24_900_000, 640_000, 230_000, true),
        new(Messages, "Messages", 28_700_000, 1_920_000, 310_000, true),
        new(Dialer, "Phone", 22_160_000, 870_000, 96_000, true),
        new(Gallery, "Gallery", 17_050_000, 3_300_000, 1_870_000, true),
        new(Contacts, "Contacts", 8_640_000, 530_000, 27_000, true),
        new(Calculator, "Calculator", 3_980_000, 21_000, 8_000, true),
        new(Calendar, "Calendar", 13_370_000, 760_000, 55_000, true),
    ];

    /// <summary>The app of the catalogue; null when it is none of these.</summary>
    public static PhoneApp? Find(string package)
    {
        foreach (var app in All)
        {
            if (app.Package == package)
            {
                return app;
            }
        }

        return null;
    }

    /// <summary>The name of an app's icon; where there is no such icon, the first letter of the name stands for it.</summary>
    public static string IconOf(PhoneApp app) => app.Package switch
    {
        Settings => "settings",
        Chrome => "browser",
        Files => "folder",
        Keyboard => "keyboard",
        Clock => "clock",
        Camera => "camera",
        Messages => "message",
        Dialer => "phone",
        Gallery => "image",
        Contacts => "person",
        Calendar => "calendar",
        _ => app.Label,
    };

    /// <summary>What an app opens with.</summary>
    public static OpenPage FirstPage(string package) => package switch
    {
        Settings => new OpenPage(PageNames.Settings),
        Chrome => new OpenPage(PageNames.Browser),
        Files => new OpenPage(PageNames.Files),
        _ => new OpenPage(PageNames.App, package),
    };

    /// <summary>The activity that is in front when the app is.</summary>
    public static string Activity(string package) => package switch
    {
        Launcher => $"{Launcher}/.uioverrides.QuickstepLauncher",
        Settings => $"{Settings}/{Settings}.Settings",
        Chrome => $"{Chrome}/com.google.android.apps.chrome.Main",
        Files => $"{Files}/{Files}.files.FilesActivity",
        Clock => $"{Clock}/{Clock}.DeskClock",
        Messages => $"{Messages}/{Messages}.ui.conversationlist.ConversationListActivity",
        _ => $"{package}/{package}.MainActivity",
    };
}
