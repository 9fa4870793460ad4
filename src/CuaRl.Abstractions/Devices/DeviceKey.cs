namespace CuaRl;

/// <summary>A button on a device's frame or navigation bar.</summary>
[GenerateSerializer, Alias("cuarl.DeviceKey")]
public enum DeviceKey
{
    /// <summary>One step back.</summary>
    Back = 0,

    /// <summary>To the home screen.</summary>
    Home = 1,

    /// <summary>The apps in use.</summary>
    AppSwitch = 2,

    /// <summary>The menu of the app in front.</summary>
    Menu = 3,

    /// <summary>On and off.</summary>
    Power = 4,

    /// <summary>Louder.</summary>
    VolumeUp = 5,

    /// <summary>Softer.</summary>
    VolumeDown = 6,

    /// <summary>No sound.</summary>
    VolumeMute = 7,
}
