using CuaRl.Adapters.Devices.Pictures;
using CuaRl.Core.Devices;
using CuaRl.Core.Tasks;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Tests.Devices;

/// <summary>What every driver does alike. The box under test is a simulated phone, whose elements its maker can see.</summary>
public abstract class DeviceDriverContract : IAsyncLifetime
{
    private const string Settings = "com.android.settings";
    private const string Chrome = "com.android.chrome";
    private const string InFront = "dumpsys window | grep mCurrentFocus";

    /// <summary>The driver.</summary>
    protected abstract IDeviceDriver Driver { get; }

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    [Fact]
    public async Task Create_Box_RunsAndSaysHowLargeItIs()
    {
        var box = await CreateAsync();

        Assert.Equal(("running", "p"), (box.Status, box.Label!.Pool));
        Assert.True(box.Screen is { Width: > 0, Height: > 0 });
        Assert.Equal(box.Id, (await Driver.FindAsync(box.Id, default))!.Id);
    }

    [Fact]
    public async Task Screenshot_OfABox_IsAPngOfTheSizeThatTheBoxSays()
    {
        var box = await CreateAsync();

        var screenshot = await Driver.ScreenshotAsync(box.Id, default);

        Assert.Equal("image/png", screenshot.MediaType);
        Assert.Equal(box.Screen, PngHeader.FindSize(screenshot.Image.Span));
        Assert.Equal(box.Screen, screenshot.Size);
        Assert.Equal(Driver.Traits.HasElements, screenshot.Elements.Length > 0);
    }

    [Fact]
    public async Task IdleCommand_Run_SucceedsAndChangesNothing()
    {
        var box = await CreateAsync();
        var before = await Driver.ScreenshotAsync(box.Id, default);

        var result = await Driver.RunAsync(box.Id, Driver.Traits.IdleCommand, TimeSpan.FromSeconds(10), default);

        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        Assert.Equal(before.Image.ToArray(), (await Driver.ScreenshotAsync(box.Id, default)).Image.ToArray());
    }

    [Fact]
    public async Task Act_TapAndButtons_ArriveWhereTheyAreMeant()
    {
        var box = await CreateAsync();
        var icon = (await ElementsAsync(box.Id)).First(element => element.Role == "app_icon");
        var home = await ShellAsync(box.Id, InFront);

        await Driver.ActAsync(box.Id, new ScreenAction.Tap(Center(icon)), default);
        var app = await ShellAsync(box.Id, InFront);
        await Driver.ActAsync(box.Id, new ScreenAction.PressButton(DeviceButton.Home), default);

        Assert.NotEqual(home, app);
        Assert.Equal(home, await ShellAsync(box.Id, InFront));
    }

    [Fact]
    public async Task Act_TypeAndKeys_GoWhereTheFocusIs()
    {
        var box = await CreateAsync();
        await Driver.OpenAppAsync(box.Id, Chrome, default);
        var field = (await ElementsAsync(box.Id)).First(element => element.Role == "text_field");
        await Driver.ActAsync(box.Id, new ScreenAction.Tap(Center(field)), default);

        await Driver.ActAsync(box.Id, new ScreenAction.TypeText("wx"), default);
        await Driver.ActAsync(box.Id, new ScreenAction.TypeText("yz"), default);
        Assert.Contains(await ElementsAsync(box.Id), element => element.Text.Contains("wxyz", StringComparison.Ordinal));

        await Driver.ActAsync(box.Id, new ScreenAction.PressKeys(["backspace"]), default);
        var texts = (await ElementsAsync(box.Id)).Select(element => element.Text).ToArray();
        Assert.Contains(texts, text => text.Contains("wxy", StringComparison.Ordinal));
        Assert.DoesNotContain(texts, text => text.Contains("wxyz", StringComparison.Ordinal));

        await Driver.ActAsync(box.Id, new ScreenAction.TypeText("other", IsReplacing: true), default);
        texts = [.. (await ElementsAsync(box.Id)).Select(element => element.Text)];
        Assert.Contains(texts, text => text.Contains("other", StringComparison.Ordinal));
        Assert.DoesNotContain(texts, text => text.Contains("wxy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Act_Scroll_PositiveRevealsWhatIsBelow()
    {
        var box = await CreateAsync();
        for (var i = 0; i < 12; i++)
        {
            await Driver.InstallAppAsync(box.Id, $"https://apps.example/com.example.app{i}.apk", default);
        }

        await Driver.OpenAppAsync(box.Id, Settings, default);
        var apps = (await ElementsAsync(box.Id)).First(element => element is { Role: "row", Text: "Apps" });
        await Driver.ActAsync(box.Id, new ScreenAction.Tap(Center(apps)), default);
        var rows = await RowsAsync(box.Id);
        var middle = new ScreenPoint(box.Screen!.Value.Width / 2, box.Screen.Value.Height / 2);

        await Driver.ActAsync(box.Id, new ScreenAction.Scroll(middle, 0, 200), default);
        var below = await RowsAsync(box.Id);
        await Driver.ActAsync(box.Id, new ScreenAction.Scroll(middle, 0, -200), default);

        Assert.NotEqual(rows, below);
        Assert.True(rows.IndexOf(below[0]) > 0, "the first row after scrolling down stood further down before");
        Assert.Equal(rows, await RowsAsync(box.Id));
    }

    [Fact]
    public async Task Act_EveryKindOfAction_IsTaken()
    {
        var box = await CreateAsync();
        ScreenAction[] actions =
        [
            new ScreenAction.Click(new(5, 300)),
            new ScreenAction.DoubleTap(new(5, 300)),
            new ScreenAction.LongPress(new(5, 300), TimeSpan.FromMilliseconds(600)),
            new ScreenAction.Move(new(5, 300)),
            new ScreenAction.Swipe(new(100, 400), new(100, 200), TimeSpan.FromMilliseconds(300)),
            new ScreenAction.Drag([new(100, 200), new(100, 300), new(100, 400)]),
            new ScreenAction.PressButton(DeviceButton.Back),
            new ScreenAction.Wait(TimeSpan.FromMilliseconds(1)),
        ];

        foreach (var action in actions)
        {
            await Driver.ActAsync(box.Id, action, default);
        }

        Assert.Equal(box.Id, (await Driver.FindAsync(box.Id, default))!.Id);
    }

    [Theory]
    [InlineData("echo hello", 0, "hello")]
    [InlineData("test -e /sdcard/nothing-here", 1, "")]
    [InlineData("no-such-program", 127, "not found")]
    public async Task Run_Command_GivesItsExitCodeAndWhatItWrote(string command, int exitCode, string output)
    {
        var box = await CreateAsync();

        var result = await Driver.RunAsync(box.Id, command, TimeSpan.FromSeconds(10), default);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(output, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TimeIsUp_LeavesExitCode124()
    {
        var box = await CreateAsync();

        Assert.Equal(124, (await Driver.RunAsync(box.Id, "echo hello", TimeSpan.Zero, default)).ExitCode);
    }

    [Fact]
    public async Task Reset_UsedBox_IsAsNewAndNoTasksGoalHolds()
    {
        var box = await CreateAsync();
        foreach (var demo in DemoTasks.All.Where((_, i) => i % 4 == 0))
        {
            var task = new TaskDefinition
            {
                TaskId = demo.Id,
                Name = demo.Name,
                Description = demo.Description,
                ValidationQuery = demo.ValidationQuery,
                ExpectedResult = demo.ExpectedResult is { } expected ? JsonText.Parse(expected) : null,
            };
            await Driver.RunAsync(box.Id, "mkdir /sdcard/left-behind", TimeSpan.FromSeconds(10), default);
            await Driver.OpenAppAsync(box.Id, Settings, default);

            box = await Driver.ResetAsync(box.Id, Request, new BoxReset(task, Seed: 7), default);

            Assert.Equal(1, (await Driver.RunAsync(box.Id, "test -e /sdcard/left-behind", TimeSpan.FromSeconds(10), default)).ExitCode);
            Assert.NotEqual(true, await Driver.CheckGoalAsync(box.Id, task, null, default));
            Assert.NotEqual(true, await IsReachedAsync(box.Id, task));
        }

        Assert.Single(await Driver.ListAsync("p", default));
    }

    [Fact]
    public async Task Reset_SameSeed_ShowsTheSame()
    {
        var box = await CreateAsync();

        box = await Driver.ResetAsync(box.Id, Request, new BoxReset(null, Seed: 11), default);
        var first = await Driver.ScreenshotAsync(box.Id, default);
        await Driver.OpenAppAsync(box.Id, Settings, default);
        box = await Driver.ResetAsync(box.Id, Request, new BoxReset(null, Seed: 11), default);

        Assert.Equal(first.Image.ToArray(), (await Driver.ScreenshotAsync(box.Id, default)).Image.ToArray());
    }

    [Fact]
    public async Task Reset_OfABoxThatIsGone_GivesAnotherHoweverOften()
    {
        var box = await CreateAsync();
        await Driver.TerminateAsync(box.Id, default);

        var first = await Driver.ResetAsync(box.Id, Request, new BoxReset(null, Seed: 11), default);
        var again = await Driver.ResetAsync(box.Id, Request, new BoxReset(null, Seed: 11), default);

        Assert.NotEqual(box.Id, first.Id);
        Assert.Equal((first.Id, Request.Label), (again.Id, again.Label));
        var other = await Driver.ResetAsync(box.Id, Request, new BoxReset(null, Seed: 12), default);
        Assert.Equal(other.Id, Assert.Single(await Driver.ListAsync("p", default)).Id);
    }

    [Fact]
    public async Task Reset_OfABoxOfAnotherLabel_IsRefusedAndLeavesItAlone()
    {
        var box = await CreateAsync();
        var other = EmulatedDevices.Request("other");

        await Assert.ThrowsAsync<DeviceRefusedException>(() => Driver.ResetAsync(box.Id, other, new BoxReset(null, 1), default));

        Assert.Equal(box.Id, Assert.Single(await Driver.ListAsync("p", default)).Id);
    }

    [Fact]
    public async Task Snapshot_Restored_IsWhatItWasOrIsRefusedByName()
    {
        var box = await CreateAsync();
        if (!Driver.Traits.HasSnapshots)
        {
            await Assert.ThrowsAsync<DeviceUnsupportedException>(() => Driver.SnapshotAsync(box.Id, default));
            await Assert.ThrowsAsync<DeviceUnsupportedException>(() => Driver.RestoreAsync(box.Id, Request, JsonText.EmptyObject, default));
            return;
        }

        await Driver.RunAsync(box.Id, "mkdir /sdcard/kept", TimeSpan.FromSeconds(10), default);
        var before = await Driver.ScreenshotAsync(box.Id, default);
        var snapshot = await Driver.SnapshotAsync(box.Id, default);
        await Driver.RunAsync(box.Id, "rm -r /sdcard/kept", TimeSpan.FromSeconds(10), default);

        box = await Driver.RestoreAsync(box.Id, Request, snapshot, default);

        Assert.Equal(before.Image.ToArray(), (await Driver.ScreenshotAsync(box.Id, default)).Image.ToArray());
        Assert.Equal(0, (await Driver.RunAsync(box.Id, "test -e /sdcard/kept", TimeSpan.FromSeconds(10), default)).ExitCode);
        await Assert.ThrowsAsync<DeviceRefusedException>(() => Driver.RestoreAsync(box.Id, Request, JsonText.Parse("[1]"), default));
        Assert.Single(await Driver.ListAsync("p", default));
    }

    [Fact]
    public async Task Terminate_Box_IsGoneForEveryCallAndCanBeRepeated()
    {
        var box = await CreateAsync();

        await Driver.TerminateAsync(box.Id, default);
        await Driver.TerminateAsync(box.Id, default);

        Assert.Null(await Driver.FindAsync(box.Id, default));
        Assert.Empty(await Driver.ListAsync("p", default));
        Func<Task>[] calls =
        [
            () => Driver.ScreenshotAsync(box.Id, default),
            () => Driver.ActAsync(box.Id, new ScreenAction.Tap(new(1, 1)), default),
            () => Driver.RunAsync(box.Id, "true", TimeSpan.FromSeconds(1), default),
            () => Driver.OpenAppAsync(box.Id, Settings, default),
        ];
        foreach (var call in calls)
        {
            Assert.Equal(box.Id, (await Assert.ThrowsAsync<DeviceLostException>(call)).BoxId);
        }
    }

    [Fact]
    public async Task Terminate_NeverThere_IsAsGood()
    {
        await Driver.TerminateAsync("0193d5a0-0000-7000-8000-000000000000", default);

        Assert.Null(await Driver.FindAsync("0193d5a0-0000-7000-8000-000000000000", default));
    }

    [Fact]
    public async Task Create_SameLabelAgain_GivesTheSameBox()
    {
        var first = await CreateAsync();

        Assert.Equal(first.Id, (await CreateAsync()).Id);
        Assert.Single(await Driver.ListAsync("p", default));
        Assert.NotEqual(first.Id, (await Driver.CreateAsync(EmulatedDevices.Request("d", incarnation: 2), default)).Id);
    }

    [Fact]
    public async Task List_Pool_GivesItsBoxesWithTheirLabels()
    {
        foreach (var device in (string[])["a", "b", "c", "d", "e"])
        {
            await Driver.CreateAsync(EmulatedDevices.Request(device), default);
        }

        await Driver.CreateAsync(EmulatedDevices.Request("a", pool: "other"), default);

        var boxes = await Driver.ListAsync("p", default);

        Assert.Equal(["a", "b", "c", "d", "e"], boxes.Select(box => box.Label!.Device).Order());
        Assert.Empty(await Driver.ListAsync("none", default));
    }

    [Fact]
    public async Task Box_LongUnused_EndsByItself()
    {
        var box = await CreateAsync();
        PutForward(TimeSpan.FromMinutes(9));
        await Driver.ScreenshotAsync(box.Id, default);
        PutForward(TimeSpan.FromMinutes(9));
        Assert.NotNull(await Driver.FindAsync(box.Id, default));

        PutForward(TimeSpan.FromMinutes(10));

        Assert.Null(await Driver.FindAsync(box.Id, default));
        await Assert.ThrowsAsync<DeviceLostException>(() => Driver.ScreenshotAsync(box.Id, default));
    }

    [Fact]
    public async Task OpenApp_Unknown_IsRefused()
    {
        var box = await CreateAsync();

        await Assert.ThrowsAsync<DeviceRefusedException>(() => Driver.OpenAppAsync(box.Id, "com.example.nothing", default));
    }

    [Fact]
    public async Task LiveView_OfABox_IsAnAddressOrIsRefusedByName()
    {
        var box = await CreateAsync();
        if (!Driver.Traits.HasLiveView)
        {
            await Assert.ThrowsAsync<DeviceUnsupportedException>(() => Driver.LiveViewAsync(box.Id, TimeSpan.FromMinutes(1), default));
            return;
        }

        Assert.StartsWith("http", (await Driver.LiveViewAsync(box.Id, TimeSpan.FromMinutes(1), default)).Scheme, StringComparison.Ordinal);
        await Driver.TerminateAsync(box.Id, default);
        await Assert.ThrowsAsync<DeviceLostException>(() => Driver.LiveViewAsync(box.Id, TimeSpan.FromMinutes(1), default));
    }

    [Fact]
    public async Task InstallApp_Address_CanBeOpened()
    {
        var box = await CreateAsync();

        await Driver.InstallAppAsync(box.Id, "https://apps.example/com.example.game.apk", default);

        await Driver.OpenAppAsync(box.Id, "com.example.game", default);
    }

    /// <summary>The elements of the box's screen, whether or not the driver gives them.</summary>
    protected abstract Task<IReadOnlyList<DeviceElement>> ElementsAsync(string boxId);

    /// <summary>Whether a task's goal holds, asked of the phone itself.</summary>
    protected abstract Task<bool?> IsReachedAsync(string boxId, TaskDefinition task);

    /// <summary>Lets time pass.</summary>
    protected abstract void PutForward(TimeSpan by);

    protected Task<Box> CreateAsync() => Driver.CreateAsync(Request, default);

    private static BoxRequest Request => EmulatedDevices.Request("d");

    private static ScreenPoint Center(DeviceElement element) =>
        new ScreenBounds(element.Left, element.Top, element.Width, element.Height).Center;

    private async Task<List<string>> RowsAsync(string boxId) =>
        [.. (await ElementsAsync(boxId)).Where(element => element.Role == "row").Select(element => element.Text)];

    private async Task<string> ShellAsync(string boxId, string command) =>
        (await Driver.RunAsync(boxId, command, TimeSpan.FromSeconds(10), default)).Output;
}
