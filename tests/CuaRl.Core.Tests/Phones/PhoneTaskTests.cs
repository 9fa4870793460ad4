using System.Text;
using CuaRl.Core.Devices;
using CuaRl.Core.Phones;
using CuaRl.Core.Phones.Play;
using CuaRl.Core.Tasks;
using CuaRl.Core.Validation;

namespace CuaRl.Core.Tests.Phones;

public sealed class PhoneTaskTests
{
    private const int Seeds = 1_000;

    public static TheoryData<string> Tasks => [.. DemoTasks.All.Select(task => task.Id)];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Goal_AtTheResetOfAThousandPhones_DoesNotHoldAndNothingDoneDoesNotReachIt(string id)
    {
        var (task, check) = Prepare(id);
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            var phone = Phone.Start(seed, PhoneTask.Of(task));
            Assert.False(phone.IsStrictlyReached(PhoneTask.Of(task), null), $"seed {seed}: the strict goal holds at the reset");
            foreach (var message in new[] { null, "", "Done." })
            {
                Assert.False(Judge(check, phone, message), $"seed {seed}: the validator is content with '{message}'");
                Assert.False(phone.IsStrictlyReached(PhoneTask.Of(task), message), $"seed {seed}: the strict goal holds for '{message}'");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Player_OnAThousandPhones_ReachesTheGoalWithinTheLimit(string id)
    {
        var (task, check) = Prepare(id);
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            var episode = PhoneEpisode.Play(task, seed)!;
            Assert.True(episode.Message is not null, $"seed {seed}: not finished in {task.MaxSteps} turns");
            Assert.True(episode.IsStrictlyReached, $"seed {seed}: not strictly reached; it said '{episode.Message}'");
            Assert.True(episode.Verdict?.Success ?? check is null, $"seed {seed}: the validator is not content; it said '{episode.Message}'");
        }
    }

    [Fact]
    public void Tasks_AllButOne_HaveAValidatorThatJudgesThem() => Assert.Equal(
        ["train_04_check_brightness"], DemoTasks.All.Where(task => Prepare(task.Id).Check is null).Select(task => task.Id));

    [Theory]
    [InlineData("train_26_check_chrome_storage", "Chrome takes 51.54MB.", true)]
    [InlineData("train_26_check_chrome_storage", "Chrome takes 51.54 mb", true)]
    [InlineData("train_26_check_chrome_storage", "Chrome takes 38.11MB.", false)]
    [InlineData("train_26_check_chrome_storage", "It is 38.11MB or 51.54MB.", false)]
    [InlineData("train_26_check_chrome_storage", "Chrome takes 151.54MB.", false)]
    [InlineData("train_23_check_gbox_keyboard_storage", "73.73KB", true)]
    [InlineData("train_23_check_gbox_keyboard_storage", "73.73MB", false)]
    [InlineData("train_04_check_brightness", "The brightness is 83%.", true)]
    [InlineData("train_04_check_brightness", "The brightness is 183.", false)]
    [InlineData("train_04_check_brightness", "One of 82, 83 and 84.", false)]
    public void StrictGoal_OfAMessage_TakesTheRightValueAlone(string id, string message, bool isReached)
    {
        var task = PhoneTask.Of(DemoTasks.Find(id)!);

        Assert.Equal(isReached, Phone.Start(7, task).IsStrictlyReached(task, message));
    }

    [Fact]
    public void StrictGoal_OfAFolder_IsNotReachedByAFileOfThatName()
    {
        var task = DemoTasks.Find("train_21_create_downloads_folder")!;
        var phone = Phone.Start(7, PhoneTask.Of(task));

        Assert.Equal(0, phone.Run("touch /sdcard/Download/abc").ExitCode);

        Assert.True(Judge(Prepare(task.Id).Check, phone, null));
        Assert.False(phone.IsStrictlyReached(PhoneTask.Of(task), null));
    }

    [Fact]
    public void StrictGoal_OfADownload_IsNotReachedByAFolderOfThatName()
    {
        var task = DemoTasks.Find("train_22_download_gbox_logo")!;
        var phone = Phone.Start(7, PhoneTask.Of(task));

        Assert.Equal(0, phone.Run("mkdir -p /sdcard/Download/logo.svg").ExitCode);

        Assert.True(Judge(Prepare(task.Id).Check, phone, null));
        Assert.False(phone.IsStrictlyReached(PhoneTask.Of(task), null));
    }

    [Fact]
    public void StrictGoal_OfAnAppToRemove_IsNotReachedWhenAnotherOneWentToo()
    {
        var task = PhoneTask.Of(DemoTasks.Find("train_19_uninstall_instagram")!);
        var phone = Phone.Start(7, task);

        phone.Run("pm uninstall com.instagram.android");
        Assert.True(phone.IsStrictlyReached(task, null));
        phone.Run("pm uninstall com.facebook.katana");

        Assert.False(phone.IsStrictlyReached(task, null));
    }

    [Fact]
    public void StrictGoal_OfAnAppInFront_IsNotReachedBelowTheShade()
    {
        var task = PhoneTask.Of(DemoTasks.Find("train_01_open_settings")!);
        var phone = Phone.Start(7, task);
        phone.OpenApp("com.android.settings");
        Assert.True(phone.IsStrictlyReached(task, null));

        phone.Act(new ScreenAction.Tap(new ScreenPoint(100, 5)));

        Assert.False(phone.IsStrictlyReached(task, null));
    }

    [Theory]
    [InlineData("x", "no_such_query", "1")]
    [InlineData("x", "wifi_enabled", "\"perhaps\"")]
    [InlineData("x", "wifi_enabled", "{")]
    [InlineData("x", "finish_message_contains", "\"hello\"")]
    [InlineData("x", null, null)]
    public void StrictGoal_OfATaskThatNoPhoneCanTell_IsNull(string id, string? query, string? expected)
    {
        var task = new PhoneTask(id, query, expected);

        Assert.Null(Phone.Start(1, task).IsStrictlyReached(task, "hello"));
        Assert.Null(PhonePlayer.For(task));
    }

    private static (CuaTask Task, ValidationCheck? Check) Prepare(string id)
    {
        var task = DemoTasks.Find(id)!;
        var query = task.ValidationQuery!;
        return (task, ValidationQueries.BuiltIn.Problem(query) is null
            ? ValidationQueries.BuiltIn.Prepare(query, Encoding.UTF8.GetBytes(task.ExpectedResult!))
            : null);
    }

    private static bool Judge(ValidationCheck? check, Phone phone, string? message)
    {
        if (check is null)
        {
            return false;
        }

        var result = check.Command is null ? default : phone.Run(check.Command);
        return check.Judge(new ValidationEvidence(result.Output ?? "", result.ExitCode, message)).Success is true;
    }
}
