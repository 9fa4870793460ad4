using CuaRl.Adapters.Devices.GBox.Wire;
using CuaRl.Core.Devices;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Devices.GBox;

/// <summary>Boxes of GBox, of one type.</summary>
/// <remarks>
/// Actions, commands and installations are sent again only when GBox said that it did not take them. A box is reset by another
/// that takes its place: GBox has no other way.
/// </remarks>
internal sealed partial class GBoxDriver : IDeviceDriver
{
    public const string Android = "android";
    public const string Linux = "linux";

    private readonly GBoxClient _client;
    private readonly GBoxOptions _options;
    private readonly TimeProvider _time;
    private readonly IIdGenerator _ids;

    public GBoxDriver(string boxType, GBoxClient client, GBoxOptions options, TimeProvider time, IIdGenerator ids)
    {
        (BoxType, _client, _options, _time, _ids) = (boxType, client, options, time, ids);
        Traits = new DriverTraits(
            HasSnapshots: boxType == Linux && options.LinuxDeviceType == VirtualMachine, HasElements: false, IsLocal: false,
            HasLiveView: true)
        {
            // A key that means nothing, through the service that takes all input.
            IdleCommand = boxType == Linux ? "true" : "input keyevent 0",
        };
    }

    public string BoxType { get; }

    public DriverTraits Traits { get; }

    public async Task<Box?> FindAsync(string boxId, CancellationToken cancellationToken) =>
        await _client.FindBoxAsync(Errand(cancellationToken), boxId) is { } box ? Known(box) : null;

    public Task TerminateAsync(string boxId, CancellationToken cancellationToken) => EndAsync(Errand(cancellationToken), boxId);

    public async Task ActAsync(string boxId, ScreenAction action, CancellationToken cancellationToken)
    {
        if (GBoxActions.Of(action) is not ({ } name, { } body))
        {
            await Task.Delay(((ScreenAction.Wait)action).Duration, _time, cancellationToken);
            return;
        }

        var call = GBoxCall.Post(
            name, $"{Path(boxId)}/actions/{name}", GBoxRepeat.WhenNotTaken, body, GBoxJson.Default.GBoxActionBody, boxId);
        await _client.SendAsync(Errand(cancellationToken), call, GBoxJson.Default.GBoxActionResult);
    }

    public async Task<ShellResult> RunAsync(
        string boxId, string command, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var body = new GBoxCommand(command, GBoxDuration.Format(timeout));
        var call = GBoxCall.Post(
            "command", $"{Path(boxId)}/commands", GBoxRepeat.WhenNotTaken, body, GBoxJson.Default.GBoxCommand, boxId);
        var result = await _client.SendAsync(
            Errand(cancellationToken), call with { OwnTime = timeout }, GBoxJson.Default.GBoxCommandResult);
        return new ShellResult(result.ExitCode, result.Stdout + result.Stderr);
    }

    public Task<bool?> CheckGoalAsync(
        string boxId, TaskDefinition task, string? finishMessage, CancellationToken cancellationToken) =>
        Task.FromResult<bool?>(null);

    public async Task<Uri> LiveViewAsync(string boxId, TimeSpan duration, CancellationToken cancellationToken)
    {
        var body = new GBoxLiveView(GBoxDuration.Format(duration));
        var call = GBoxCall.Post(
            "live view", $"{Path(boxId)}/live-view-url", GBoxRepeat.Always, body, GBoxJson.Default.GBoxLiveView, boxId);
        var view = await _client.SendAsync(Errand(cancellationToken), call, GBoxJson.Default.GBoxLiveViewUrl);
        return Address(view.Url) ?? throw new DeviceUnavailableException(BoxType, "GBox gave no address of a live view");
    }

    /// <summary>Ends a box. One that is gone already is as good.</summary>
    private async Task EndAsync(GBoxErrand errand, string boxId)
    {
        var call = GBoxCall.Post(
            "terminate", $"{Path(boxId)}/terminate", GBoxRepeat.Always, new GBoxWait(true), GBoxJson.Default.GBoxWait, boxId);
        try
        {
            await _client.SendAsync(errand, call with { WantsJson = false });
        }
        catch (DeviceLostException)
        {
            // Which is what was wanted.
        }
    }

    /// <summary>A call that somebody waits for to go on.</summary>
    private GBoxErrand Errand(CancellationToken cancellationToken) => new(BoxType, _options.LongestRetryAfter, _time, cancellationToken);

    /// <summary>A call about whole boxes, which has minutes.</summary>
    private GBoxErrand BoxErrand(CancellationToken cancellationToken) =>
        new(BoxType, _options.LongestBoxRetryAfter, _time, cancellationToken);

    private static string Path(string boxId) => $"boxes/{GBoxCall.Part(boxId)}";

    private static Uri? Address(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    private static Box Known(GBoxBox box, ScreenSize? screen = null) => new(
        box.Id,
        box.Status,
        GBoxLabels.Find(box.Config?.Labels),
        screen ?? (box.Config?.Resolution is { } size ? new ScreenSize(size.Width, size.Height) : null),
        box.ExpiresAt);
}
