using CuaRl.Adapters.Endpoints;
using CuaRl.Adapters.Validators;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Waiting;
using Microsoft.Extensions.Logging.Abstractions;

namespace CuaRl.Adapters.Tests.Validators;

public sealed class TaskValidatorsTests
{
    private const string Installed = "pm list packages | grep -q '^package:com.instagram.android$'";
    private const string Folder = "test -e '/storage/emulated/0/Download/abc'";

    private readonly StoppedTime _time = new();

    [Theory]
    [InlineData("wifi_enabled", "false", "settings get global wifi_on", "0\n", 0, true, "0")]
    [InlineData("wifi_enabled", "true", "settings get global wifi_on", "0\n", 0, false, "0")]
    [InlineData("brightness_level", "255", "settings get system screen_brightness", "255", 0, true, "255")]
    [InlineData("notification_count", "0", "dumpsys notification | grep -c NotificationRecord", "0", 1, true, "0")]
    [InlineData("app_installed", """{"package":"com.instagram.android","installed":false}""", Installed, "", 1, true, "not installed")]
    [InlineData("file_exists", """{"path":"/storage/emulated/0/Download/abc","exists":true}""", Folder, "", 0, true, "exists")]
    public async Task Validate_Query_RunsItsCommandAndKeepsWhatItLeft(
        string query, string expected, string command, string output, int exitCode, bool success, string actual)
    {
        var shell = new ScriptedShell((command, output, exitCode));

        var report = await Validators().ValidateAsync(Task(query, expected), shell, null, default);

        Assert.Equal([command], shell.Asked);
        Assert.Equal((success, actual, null), (report!.Success, report.ActualResult, report.ErrorMessage));
        Assert.Equal((query, expected), (report.ValidationQuery, report.ExpectedResult!.ToString()));
        Assert.Equal(0, report.ExecutionSeconds);
        Assert.Equal(new RecordedCommand(command, output, exitCode), Assert.Single(JudgementDetails.Parse(report.Details).Recorded));
    }

    [Fact]
    public async Task Validate_Details_NameCommandOutputAndExitCode()
    {
        var shell = new ScriptedShell(("settings get global zen_mode", "1 ☾ \"on\"", 0));

        var report = await Validators().ValidateAsync(Task("dnd_enabled", "true"), shell, null, default);

        Assert.Equal(
            """{"command":"settings get global zen_mode","output":"1 ☾ \"on\"","exit_code":0}""", report!.Details!.ToString());
    }

    [Fact]
    public async Task Validate_OutputIsNoNumber_IsNoSuccessAndSaysWhy()
    {
        var shell = new ScriptedShell(("settings get system screen_brightness", "null", 0));

        var report = await Validators().ValidateAsync(Task("brightness_level", "255"), shell, null, default);

        Assert.Equal((false, "null"), (report!.Success, report.ActualResult));
        Assert.Contains("no whole number", report.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("app_installed", """{"package":"a'; reboot; '","installed":true}""")]
    [InlineData("file_exists", """{"path":"/x\nreboot","exists":true}""")]
    [InlineData("file_exists", """{"path":"x; reboot","exists":true}""")]
    public async Task Validate_ExpectedResultWithACommandInIt_RunsNothing(string query, string expected)
    {
        var shell = new ScriptedShell();

        var report = await Validators().ValidateAsync(Task(query, expected), shell, null, default);

        Assert.Empty(shell.Asked);
        Assert.Null(report!.Success);
        Assert.NotNull(report.ErrorMessage);
    }

    [Fact]
    public async Task Validate_PathWithAQuote_StaysOneArgument()
    {
        var shell = new ScriptedShell();

        await Validators().ValidateAsync(Task("file_exists", """{"path":"/a'; reboot '","exists":true}"""), shell, null, default);

        Assert.Equal([@"test -e '/a'\''; reboot '\'''"], shell.Asked);
    }

    [Fact]
    public async Task Validate_FinishMessage_NeedsNoDevice()
    {
        var shell = new ScriptedShell();

        var report = await Validators().ValidateAsync(Task("finish_message_contains", "\"73.73KB\""), shell, "It uses 73.73KB.", default);

        Assert.Equal((true, "It uses 73.73KB.", null), (report!.Success, report.ActualResult, report.Details));
        Assert.Empty(shell.Asked);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("is_home_screen")]
    public async Task Validate_NoValidator_GivesNone(string? query)
    {
        Assert.Null(await Validators().ValidateAsync(Task(query, "true"), new ScriptedShell(), null, default));
        Assert.Null(await Validators().RevalidateAsync(Task(query, "true"), null, null, default));
    }

    [Fact]
    public async Task Validate_DeviceFails_IsNoJudgementOfTheAgent()
    {
        var broken = new NamedValidator("mine", (_, _) => throw new IOException("the device is gone"));

        var report = await Validators(broken).ValidateAsync(Task("mine", null), new ScriptedShell(), null, default);

        Assert.Equal(((bool?)null, "Validator exception: the device is gone"), (report!.Success, report.ErrorMessage));
    }

    [Fact]
    public async Task Validate_ValidatorThatNeverEnds_IsLeftBehindAtTheTimeLimit()
    {
        var asked = new TaskCompletionSource();
        var endless = new NamedValidator("endless", (_, _) =>
        {
            asked.SetResult();
            return new TaskCompletionSource<ValidationReport>().Task;
        });
        var judging = Validators(endless).ValidateAsync(Task("endless", null), new ScriptedShell(), null, default);
        await asked.Task;

        _time.Advance(TaskValidators.TimeLimit);

        var report = await judging;
        Assert.Equal(((bool?)null, "Validator exception: it took longer than 30 s"), (report!.Success, report.ErrorMessage));
        Assert.Equal(30, report.ExecutionSeconds);
    }

    [Fact]
    public async Task Validate_CallerGivesUp_IsCancelledAndNoJudgement()
    {
        using var caller = new CancellationTokenSource();
        var endless = new NamedValidator("endless", (_, token) =>
        {
            caller.Cancel();
            return System.Threading.Tasks.Task.FromCanceled<ValidationReport>(token);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Validators(endless).ValidateAsync(Task("endless", null), new ScriptedShell(), null, caller.Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [InlineData(null)]
    public async Task Validate_DeviceKnowsTheStrictGoal_StandsBesideTheJudgement(bool? reached)
    {
        var device = new StrictDevice(new ScriptedShell(("settings get global wifi_on", "1", 0)), () => reached);

        var report = await Validators().ValidateAsync(Task("wifi_enabled", "true"), device, null, default);

        Assert.Equal((true, reached), (report!.Success, report.StrictSuccess));
        var again = await Validators().RevalidateAsync(Task("wifi_enabled", "true"), report.Details, null, default);
        Assert.Equal((true, reached), (again!.Success, again.StrictSuccess));
    }

    [Fact]
    public async Task Validate_StrictGoalCannotBeChecked_LeavesTheJudgementAndSaysSo()
    {
        var device = new StrictDevice(
            new ScriptedShell(("settings get global wifi_on", "1", 0)), () => throw new IOException("no picture"));

        var report = await Validators().ValidateAsync(Task("wifi_enabled", "true"), device, null, default);

        Assert.Equal((true, null, "The strict goal could not be checked: no picture"), (report!.Success, report.StrictSuccess, report.ErrorMessage));
    }

    [Fact]
    public async Task Revalidate_OverRecordedOutput_JudgesAsTheTaskNowSays()
    {
        var first = await Validators().ValidateAsync(
            Task("screen_timeout", "30000"), new ScriptedShell(("settings get system screen_off_timeout", "60000", 0)), null, default);

        var again = await Validators().RevalidateAsync(Task("screen_timeout", "60000"), first!.Details, null, default);

        Assert.False(first.Success ?? true);
        Assert.Equal((true, "60000"), (again!.Success, again.ActualResult));
        Assert.Equal(first.Details, again.Details);
    }

    [Fact]
    public async Task Revalidate_FinishMessage_IsJudgedAgain()
    {
        var again = await Validators().RevalidateAsync(
            Task("finish_message_contains_size", "\"storage_size_reported\""), null, "It takes 12.5 MB", default);

        Assert.True(again!.Success ?? false);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"human_override":true}""")]
    [InlineData("""{"commands":7}""")]
    [InlineData("""{"command":"settings get global airplane_mode_on","output":"1","exit_code":0}""")]
    public async Task Revalidate_NothingOfItRecorded_IsNoJudgement(string? details)
    {
        var again = await Validators().RevalidateAsync(
            Task("wifi_enabled", "true"), details is null ? null : JsonText.Parse(details), null, default);

        Assert.Null(again!.Success);
        Assert.Equal("Validator exception: what 'settings get global wifi_on' left was not recorded", again.ErrorMessage);
    }

    [Fact]
    public async Task Revalidate_UsersOwnWithManyCommands_RunsOverTheRecord()
    {
        var mine = new NamedValidator("mine", async (shell, token) =>
        {
            var first = await shell.RunAsync("count", token);
            var second = await shell.RunAsync("count", token);
            return new ValidationReport { Success = first.Output == "1" && second.Output == "2", Details = JsonText.Parse("[1]") };
        });
        var counted = 0;
        var device = new CountingShell(() => $"{++counted}");

        var report = await Validators(mine).ValidateAsync(Task("mine", null), device, null, default);
        var again = await Validators(mine).RevalidateAsync(Task("mine", null), report!.Details, null, default);

        Assert.Equal((true, true), (report.Success, again!.Success));
        Assert.Equal(2, counted);
        Assert.Equal(
            """{"commands":[{"command":"count","output":"1","exit_code":0},{"command":"count","output":"2","exit_code":0}],"validator":[1]}""",
            report.Details!.ToString());
    }

    [Fact]
    public async Task Revalidate_OutputThatWasTooLong_IsNotJudgedByAPart()
    {
        const string Command = "dumpsys window | grep mCurrentFocus || dumpsys activity | grep mResumedActivity";
        var shell = new ScriptedShell((Command, new string('\0', JudgementDetails.MaxOutput) + "com.android.settings", 0));

        var report = await Validators().ValidateAsync(Task("current_app", "\"com.android.settings\""), shell, null, default);
        var again = await Validators().RevalidateAsync(Task("current_app", "\"com.android.settings\""), report!.Details, null, default);

        Assert.Equal((true, null), (report.Success, again!.Success));
        Assert.Contains("too long to be recorded whole", again.ErrorMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u0000", report.Details!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_TwoOfOneName_IsRefusedAtStart()
    {
        var one = new NamedValidator("mine", (_, _) => throw new InvalidOperationException());
        var other = new NamedValidator("Mine", (_, _) => throw new InvalidOperationException());

        Assert.Contains("'mine'", Assert.Throws<ConfigurationException>(() => Validators(one, other)).Message, StringComparison.Ordinal);
    }

    private static TaskDefinition Task(string? query, string? expected) => new()
    {
        TaskId = "t",
        Name = "T",
        Description = "Do it.",
        ValidationQuery = query,
        ExpectedResult = expected is null ? null : JsonText.Parse(expected),
    };

    private TaskValidators Validators(params ITaskValidator[] added) =>
        new(added, JudgeEndpoints.None, new EndpointClient(_time), _time, NullLogger<TaskValidators>.Instance);

    private sealed class CountingShell(Func<string> output) : IDeviceShell
    {
        public Task<ShellResult> RunAsync(string command, CancellationToken cancellationToken) =>
            System.Threading.Tasks.Task.FromResult(new ShellResult(0, output()));
    }
}
