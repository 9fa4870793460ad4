using CuaRl.Adapters.Devices.GBox;
using CuaRl.Adapters.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CuaRl.Adapters.Tests.Devices.GBox;

/// <summary>Drivers of a server on the loopback device, as a service makes them.</summary>
internal static class GBoxTestClient
{
    /// <summary>A key that every form of writing changes.</summary>
    public const string Key = "t3st/key+of=gbox\"box'7";

    public static GBoxOptions Options(Uri baseUrl, int retries = 3) => new()
    {
        ApiKey = Key,
        BaseUrl = baseUrl,
        Retries = retries,
        FirstPause = TimeSpan.FromMilliseconds(1),
        LongestPause = TimeSpan.FromMilliseconds(4),
        PollInterval = TimeSpan.FromMilliseconds(1),
    };

    public static GBoxDriver Create(
        GBoxOptions options, string boxType = GBoxDriver.Android, TimeProvider? time = null, ILogger<GBoxClient>? logger = null)
    {
        time ??= TimeProvider.System;
        var client = new GBoxClient(options, time, new GBoxJitter(1), logger ?? NullLogger<GBoxClient>.Instance);
        return new GBoxDriver(boxType, client, options, time, new Version7Ids(time));
    }
}
