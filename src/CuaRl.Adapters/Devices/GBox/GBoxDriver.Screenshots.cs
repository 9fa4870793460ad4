using CuaRl.Adapters.Devices.GBox.Wire;
using CuaRl.Adapters.Devices.Pictures;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Devices.GBox;

internal sealed partial class GBoxDriver
{
    private const string DataUri = "data:image/png;base64,";

    public async Task<BoxScreenshot> ScreenshotAsync(string boxId, CancellationToken cancellationToken)
    {
        var body = new GBoxScreenshotBody(_options.StoresScreenshots ? GBoxScreenshotBody.StorageKey : GBoxScreenshotBody.Base64);
        var call = GBoxCall.Post(
            "screenshot", $"{Path(boxId)}/actions/screenshot", GBoxRepeat.Always, body, GBoxJson.Default.GBoxScreenshotBody, boxId);
        var errand = Errand(cancellationToken);
        var answer = await _client.SendAsync(errand, call, GBoxJson.Default.GBoxScreenshot);
        var image = await ImageAsync(errand, answer);
        return PngHeader.FindSize(image) is { } size
            ? new BoxScreenshot(image, PngHeader.MediaType, size, [])
            : throw new DeviceUnavailableException(BoxType, $"GBox gave a screenshot of {image.Length} bytes that is no PNG");
    }

    private async Task<byte[]> ImageAsync(GBoxErrand errand, GBoxScreenshot answer)
    {
        if (answer.Uri.StartsWith(DataUri, StringComparison.OrdinalIgnoreCase))
        {
            var image = new byte[answer.Uri.Length];
            return Convert.TryFromBase64Chars(answer.Uri.AsSpan(DataUri.Length), image, out var length)
                ? image[..length]
                : throw new DeviceUnavailableException(BoxType, "GBox gave a screenshot that is no base64");
        }

        return Address(answer.PresignedUrl) is { } stored
            ? await _client.FetchAsync(errand, stored)
            : throw new DeviceUnavailableException(BoxType, "GBox gave a screenshot without its picture and without an address of it");
    }
}
