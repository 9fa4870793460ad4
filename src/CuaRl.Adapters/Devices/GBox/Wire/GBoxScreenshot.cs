namespace CuaRl.Adapters.Devices.GBox.Wire;

/// <param name="OutputFormat"><c>base64</c>, which is the default, or <c>storageKey</c>.</param>
internal sealed record GBoxScreenshotBody(string? OutputFormat = null)
{
    public const string Base64 = "base64";
    public const string StorageKey = "storageKey";
}

/// <param name="Uri">A data URI, or where the picture is stored.</param>
/// <param name="PresignedUrl">Where a stored picture is fetched from, by whoever knows the address.</param>
internal sealed record GBoxScreenshot(string Uri, string? PresignedUrl = null);
