using CuaRl.Core.Devices;

namespace CuaRl.Grains.Ports;

/// <summary>
/// A provider of devices of one type. A box is one device of it, by the provider's id. Every driver passes the same contract
/// suite. Beside what each method names, all throw <see cref="DeviceUnavailableException"/> when the provider cannot be
/// asked, <see cref="DeviceRefusedException"/> when it refuses, <see cref="DeviceUnsupportedException"/> when boxes of its type do not
/// have what was asked for, and methods that take a box <see cref="DeviceLostException"/> when it is gone.
/// </summary>
public interface IDeviceDriver
{
    /// <summary>The type of its boxes, such as <c>simulated</c>, <c>android</c>, <c>linux</c>.</summary>
    string BoxType { get; }

    /// <summary>What it can do.</summary>
    DriverTraits Traits { get; }

    /// <summary>
    /// Makes a box and waits until it runs. A box that carries the request's label is taken instead of making a second one, so
    /// that repeating a call whose answer was lost leaks nothing.
    /// </summary>
    Task<Box> CreateAsync(BoxRequest request, CancellationToken cancellationToken);

    /// <summary>The box as its provider knows it; null when it is gone.</summary>
    Task<Box?> FindAsync(string boxId, CancellationToken cancellationToken);

    /// <summary>The boxes of a pool that are not gone, by their labels.</summary>
    Task<IReadOnlyList<Box>> ListAsync(string pool, CancellationToken cancellationToken);

    /// <summary>Ends a box. One that is gone already is as good.</summary>
    Task TerminateAsync(string boxId, CancellationToken cancellationToken);

    /// <summary>What the box shows.</summary>
    Task<BoxScreenshot> ScreenshotAsync(string boxId, CancellationToken cancellationToken);

    /// <summary>Carries out an action, which fits the box's screen.</summary>
    Task ActAsync(string boxId, ScreenAction action, CancellationToken cancellationToken);

    /// <summary>Runs a command and waits for its end; exit code 124 when its time was up.</summary>
    Task<ShellResult> RunAsync(string boxId, string command, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Installs an app: a package, or the address of one.</summary>
    Task InstallAppAsync(string boxId, string app, CancellationToken cancellationToken);

    /// <summary>Brings an app to the front.</summary>
    Task OpenAppAsync(string boxId, string package, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a box as good as new, ready for a task: it may give another box than before, which then takes its place. One that is gone
    /// already is replaced as well, so that a call that failed in the midst can be repeated, and leaks nothing.
    /// </summary>
    /// <param name="boxId">The box.</param>
    /// <param name="request">What it was made by; a box that carries another label is refused and left alone.</param>
    /// <param name="reset">What it is made ready for.</param>
    /// <param name="cancellationToken">Ends waiting; the box may be gone, or another there that carries the label.</param>
    Task<Box> ResetAsync(string boxId, BoxRequest request, BoxReset reset, CancellationToken cancellationToken);

    /// <summary>The whole of a box, to go on from later; only if <see cref="DriverTraits.HasSnapshots"/>.</summary>
    Task<JsonText> SnapshotAsync(string boxId, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a box what it was; only if <see cref="DriverTraits.HasSnapshots"/>. All that <see cref="ResetAsync"/> says holds of it too.
    /// </summary>
    Task<Box> RestoreAsync(string boxId, BoxRequest request, JsonText snapshot, CancellationToken cancellationToken);

    /// <summary>Whether the goal of a task was strictly reached, in the right app and with the right value; null if it cannot tell.</summary>
    Task<bool?> CheckGoalAsync(string boxId, TaskDefinition task, string? finishMessage, CancellationToken cancellationToken);

    /// <summary>
    /// Where a person can watch the box, for that long; only if <see cref="DriverTraits.HasLiveView"/>. Whoever has the address can
    /// watch, so it is shown to who asked and kept nowhere.
    /// </summary>
    Task<Uri> LiveViewAsync(string boxId, TimeSpan duration, CancellationToken cancellationToken);
}
