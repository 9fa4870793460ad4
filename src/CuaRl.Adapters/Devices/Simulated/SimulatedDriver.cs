using System.Collections.Concurrent;
using System.Globalization;
using CuaRl.Adapters.Devices.Pictures;
using CuaRl.Core.Devices;
using CuaRl.Core.Phones;
using CuaRl.Core.Phones.Pictures;
using CuaRl.Core.Phones.Screens;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Devices.Simulated;

/// <summary>Simulated phones in this process. They end with it.</summary>
internal sealed class SimulatedDriver(TimeProvider time, IIdGenerator ids, PictureCache pictures) : IDeviceDriver
{
    /// <summary>What a command whose time is up leaves, as <c>timeout</c> does.</summary>
    private const int TimedOut = 124;
    private const string Running = "running";

    private readonly ConcurrentDictionary<string, SimulatedBox> _boxes = new(StringComparer.Ordinal);
    private readonly Lock _creating = new();

    public string BoxType => "simulated";

    public DriverTraits Traits { get; } = new(HasSnapshots: true, HasElements: true, IsLocal: true)
    {
        IdleCommand = "input keyevent 0",
    };

    public Task<Box> CreateAsync(BoxRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(Describe(Make(request)));

    public Task<Box?> FindAsync(string boxId, CancellationToken cancellationToken)
    {
        EndUnused();
        return Task.FromResult(_boxes.TryGetValue(boxId, out var box) ? Describe(box) : null);
    }

    public Task<IReadOnlyList<Box>> ListAsync(string pool, CancellationToken cancellationToken)
    {
        EndUnused();
        return Task.FromResult<IReadOnlyList<Box>>([.. _boxes.Values.Where(box => box.Label.Pool == pool).Select(Describe)]);
    }

    public Task TerminateAsync(string boxId, CancellationToken cancellationToken)
    {
        _boxes.TryRemove(boxId, out _);
        return Task.CompletedTask;
    }

    public Task<BoxScreenshot> ScreenshotAsync(string boxId, CancellationToken cancellationToken)
    {
        // Painted outside: a picture takes longer than anything else, and the screen does not change any more.
        var screen = Use(boxId, phone => phone.Screen);
        return Task.FromResult(new BoxScreenshot(
            pictures.Paint(screen), PngHeader.MediaType, PhoneScreen.Size, SimulatedElements.Of(screen)));
    }

    public Task ActAsync(string boxId, ScreenAction action, CancellationToken cancellationToken)
    {
        Require(Use(boxId, phone => phone.Act(action)));
        return Task.CompletedTask;
    }

    public Task<ShellResult> RunAsync(string boxId, string command, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var result = Use(boxId, phone => timeout > TimeSpan.Zero ? phone.Run(command) : new PhoneShellResult(TimedOut, ""));
        return Task.FromResult(new ShellResult(result.ExitCode, result.Output));
    }

    public Task InstallAppAsync(string boxId, string app, CancellationToken cancellationToken)
    {
        Require(Use(boxId, phone => phone.InstallApp(PackageOf(app))));
        return Task.CompletedTask;
    }

    public Task OpenAppAsync(string boxId, string package, CancellationToken cancellationToken)
    {
        Require(Use(boxId, phone => phone.OpenApp(package)));
        return Task.CompletedTask;
    }

    public Task<Box> ResetAsync(string boxId, BoxRequest request, BoxReset reset, CancellationToken cancellationToken) =>
        ReplaceAsync(boxId, request, Phone.Start(reset.Seed, reset.Task is { } task ? Known(task) : null));

    public Task<JsonText> SnapshotAsync(string boxId, CancellationToken cancellationToken) =>
        Task.FromResult(JsonText.FromUtf8(Use(boxId, phone => phone.Snapshot())));

    public Task<Box> RestoreAsync(string boxId, BoxRequest request, JsonText snapshot, CancellationToken cancellationToken)
    {
        try
        {
            return ReplaceAsync(boxId, request, Phone.Restore(snapshot.Utf8.Span));
        }
        catch (FormatException error)
        {
            throw new DeviceRefusedException(BoxType, error.Message, error);
        }
    }

    public Task<bool?> CheckGoalAsync(
        string boxId, TaskDefinition task, string? finishMessage, CancellationToken cancellationToken) =>
        Task.FromResult(Use(boxId, phone => phone.IsStrictlyReached(Known(task), finishMessage)));

    public Task<Uri> LiveViewAsync(string boxId, TimeSpan duration, CancellationToken cancellationToken) =>
        throw new DeviceUnsupportedException(BoxType, "live view");

    private static PhoneTask Known(TaskDefinition task) => new(task.TaskId, task.ValidationQuery, task.ExpectedResult?.ToString());

    /// <summary>The package of a file at an address, whose name it is here; else the package itself.</summary>
    private static string PackageOf(string app) =>
        Uri.TryCreate(app, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? Path.GetFileNameWithoutExtension(address.AbsolutePath)
            : app;

    private static Box Describe(SimulatedBox box) => new(box.Id, Running, box.Label, PhoneScreen.Size, box.ExpiresAt);

    /// <summary>The box of a label, which is made if there is none.</summary>
    private SimulatedBox Make(BoxRequest request)
    {
        if (request.Config is not null && !request.Config.Equals(JsonText.EmptyObject))
        {
            throw new DeviceRefusedException(BoxType, "a simulated phone takes no settings beside its label");
        }

        lock (_creating)
        {
            EndUnused();
            if (_boxes.Values.FirstOrDefault(box => box.Label == request.Label) is { } there)
            {
                return there;
            }

            var made = new SimulatedBox(ids.NewId(), request.Label, request.Lifetime, Phone.Start(seed: 0), time);
            _boxes[made.Id] = made;
            return made;
        }
    }

    private Task<Box> ReplaceAsync(string boxId, BoxRequest request, Phone phone)
    {
        var box = _boxes.TryGetValue(boxId, out var there) && !there.IsUnused ? there : Make(request);
        if (box.Label != request.Label)
        {
            throw new DeviceRefusedException(BoxType, $"simulated phone '{boxId}' does not carry the label that it was to be replaced under");
        }

        box.Replace(phone);
        return Task.FromResult(Describe(box));
    }

    private T Use<T>(string boxId, Func<Phone, T> use) => Held(boxId).Use(use);

    private SimulatedBox Held(string boxId)
    {
        if (!_boxes.TryGetValue(boxId, out var box))
        {
            throw new DeviceLostException(boxId, "this process has no such simulated phone");
        }

        if (box.IsUnused)
        {
            _boxes.TryRemove(boxId, out _);
            throw new DeviceLostException(boxId, string.Create(
                CultureInfo.InvariantCulture, $"nothing used the simulated phone for {box.Lifetime.TotalSeconds:0} s"));
        }

        return box;
    }

    private void EndUnused()
    {
        foreach (var box in _boxes.Values.Where(box => box.IsUnused))
        {
            _boxes.TryRemove(box.Id, out _);
        }
    }

    private void Require(string? problem)
    {
        if (problem is not null)
        {
            throw new DeviceRefusedException(BoxType, problem);
        }
    }
}
