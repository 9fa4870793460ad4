using CuaRl.Adapters.Devices.GBox.Wire;

namespace CuaRl.Adapters.Devices.GBox;

internal sealed partial class GBoxDriver
{
    public async Task InstallAppAsync(string boxId, string app, CancellationToken cancellationToken)
    {
        NeedsAndroid();
        var address = Address(app)
            ?? throw new DeviceRefusedException(BoxType, "GBox installs an app from an http or https address, not by a package's name");
        var call = new GBoxCall("install", HttpMethod.Post, $"{Path(boxId)}/android/packages", GBoxRepeat.WhenNotTaken)
        {
            BoxId = boxId,
            Content = () => new MultipartFormDataContent
            {
                { new StringContent(address.AbsoluteUri), "apk" }, { new StringContent("false"), "open" },
            },
        };
        await _client.SendAsync(Errand(cancellationToken), call);
    }

    public async Task OpenAppAsync(string boxId, string package, CancellationToken cancellationToken)
    {
        NeedsAndroid();
        var call = GBoxCall.Post(
            "open app", $"{Path(boxId)}/android/packages/{GBoxCall.Part(package)}/open", GBoxRepeat.WhenNotTaken,
            new GBoxOpen(), GBoxJson.Default.GBoxOpen, boxId);
        await _client.SendAsync(Errand(cancellationToken), call with { WantsJson = false });
    }

    private void NeedsAndroid()
    {
        if (BoxType != Android)
        {
            throw new DeviceUnsupportedException(BoxType, "apps");
        }
    }
}
