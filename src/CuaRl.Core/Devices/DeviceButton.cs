namespace CuaRl.Core.Devices;

/// <summary>A button of a phone, on its frame or on its navigation bar.</summary>
public enum DeviceButton
{
    /// <summary>One step back.</summary>
    Back,

    /// <summary>To the home screen.</summary>
    Home,

    /// <summary>The apps in use.</summary>
    AppSwitch,

    /// <summary>The menu of the app in front.</summary>
    Menu,

    /// <summary>On and off.</summary>
    Power,

    /// <summary>Louder.</summary>
    VolumeUp,

    /// <summary>Softer.</summary>
    VolumeDown,

    /// <summary>No sound.</summary>
    VolumeMute,
}
