using CuaRl.Core.Phones;

namespace CuaRl.Core.Tests.Phones;

public sealed class PhoneShellTests
{
    private const string Sh = "/system/bin/sh: ";

    [Theory]
    [InlineData("echo hello", 0, "hello\n")]
    [InlineData("echo -n hello  world", 0, "hello world")]
    [InlineData("echo 'a  b' \"c 'd'\" e\\ f", 0, "a  b c 'd' e f\n")]
    [InlineData("echo 'it'\\''s'", 0, "it's\n")]
    [InlineData("echo '$HOME' \"a\\\"b\" *", 0, "$HOME a\"b *\n")]
    [InlineData("true && echo yes || echo no", 0, "yes\n")]
    [InlineData("false && echo yes || echo no", 0, "no\n")]
    [InlineData("false; echo on", 0, "on\n")]
    [InlineData("true || echo never", 0, "")]
    [InlineData("false", 1, "")]
    [InlineData("", 0, "")]
    [InlineData("echo a; echo b | grep b", 0, "a\nb\n")]
    [InlineData("frobnicate -x", 127, Sh + "frobnicate: inaccessible or not found\n")]
    [InlineData("frobnicate 2>/dev/null", 127, "")]
    [InlineData("frobnicate 2>&1 | grep -c found", 0, "1\n")]
    [InlineData("echo $(reboot)", 1, Sh + "syntax error: unexpected '$('\n")]
    [InlineData("echo `reboot`", 1, Sh + "syntax error: unexpected '`'\n")]
    [InlineData("echo a &", 1, Sh + "syntax error: unexpected '&'\n")]
    [InlineData("echo 'a", 1, Sh + "no closing quote\n")]
    [InlineData("echo a |", 1, Sh + "syntax error: unexpected end of line\n")]
    [InlineData("| grep a", 1, Sh + "syntax error: unexpected '|'\n")]
    public void Run_OfALine_IsReadAsAShellReadsIt(string line, int exitCode, string output) =>
        Assert.Equal(new PhoneShellResult(exitCode, output), Phone.Start(1).Run(line));

    [Theory]
    [InlineData("echo abc | grep b", 0, "abc\n")]
    [InlineData("echo abc | grep -q b", 0, "")]
    [InlineData("echo abc | grep -c x", 1, "0\n")]
    [InlineData("echo abc | grep -v x", 0, "abc\n")]
    [InlineData("echo aBc | grep -i ABC", 0, "aBc\n")]
    [InlineData("echo a.c | grep '^a\\.c$'", 0, "a.c\n")]
    [InlineData("echo abc | grep '^a.c$'", 0, "abc\n")]
    [InlineData("echo abc | grep 'bc$'", 0, "abc\n")]
    [InlineData("echo abc | grep 'ab$'", 1, "")]
    [InlineData("echo abc | grep '^bc'", 1, "")]
    [InlineData("echo abc | grep '^abcd'", 1, "")]
    [InlineData("echo abc | grep 'B.$'", 1, "")]
    [InlineData("echo abc | grep -i 'B.$'", 0, "abc\n")]
    [InlineData("echo abc | grep '^ab*c$'", 0, "abc\n")]
    [InlineData("echo abc | grep -F a.c", 1, "")]
    [InlineData("echo 'a|b' | grep 'a|b'", 0, "a|b\n")]
    [InlineData("echo ac | grep 'b\\|c'", 0, "ac\n")]
    [InlineData("echo ac | grep -E 'b|c'", 0, "ac\n")]
    [InlineData("echo ac | grep -E '('", 2, "grep: bad pattern '('\n")]
    [InlineData("echo ac | grep -Z a", 2, "grep: Unknown option among 'Z'\n")]
    public void Grep_OfAPattern_FindsWhatItFinds(string line, int exitCode, string output) =>
        Assert.Equal(new PhoneShellResult(exitCode, output), Phone.Start(1).Run(line));

    [Theory]
    [InlineData("settings get global no_such_key", 0, "null\n")]
    [InlineData("settings put global wifi_on 0; settings get global wifi_on", 0, "0\n")]
    [InlineData("settings get local wifi_on", 255, "Invalid namespace 'local'\n")]
    [InlineData("settings put system screen_brightness 7 && settings delete system screen_brightness", 0, "Deleted 1 rows\n")]
    [InlineData("pm list packages | grep -q '^package:com.android.chrome$'", 0, "")]
    [InlineData("pm list packages -3", 0, "package:com.instagram.android\npackage:com.facebook.katana\npackage:ai.gbox.keyboard\n")]
    [InlineData("pm uninstall com.android.settings", 1, "Failure [DELETE_FAILED_INTERNAL_ERROR]\n")]
    [InlineData("pm uninstall com.nobody", 1, "Failure [not installed for 0]\n")]
    [InlineData("pm uninstall com.facebook.katana; pm list packages katana", 0, "Success\n")]
    [InlineData("am start -n com.nobody/.Main", 1, "Error type 3\nError: Activity class {com.nobody/.Main} does not exist.\n")]
    [InlineData("wm size", 0, "Physical size: 360x720\n")]
    [InlineData("getprop ro.build.version.sdk", 0, "33\n")]
    [InlineData("getprop no.such", 0, "\n")]
    [InlineData("input tap 400 5", 255, "Error: at: must lie on the screen of 360 x 720 pixels, not at (400, 5)\n")]
    [InlineData("dumpsys nothing", 0, "Can't find service: nothing\n")]
    public void Run_OfAndroidsPrograms_AnswersInTheirFormat(string line, int exitCode, string output) =>
        Assert.Equal(new PhoneShellResult(exitCode, output), Phone.Start(1).Run(line));

    [Theory]
    [InlineData("test -e /sdcard/Download", 0, "")]
    [InlineData("test -e '/storage/emulated/0/Download/abc'", 1, "")]
    [InlineData("mkdir /sdcard/Download/abc && test -d /storage/emulated/0/Download/abc", 0, "")]
    [InlineData("mkdir -p /sdcard/a/b/c && ls /sdcard/a/b", 0, "c\n")]
    [InlineData("mkdir /sdcard/x/y", 1, "mkdir: '/sdcard/x/y': No such file or directory\n")]
    [InlineData("mkdir /sdcard", 1, "mkdir: '/sdcard': File exists\n")]
    [InlineData("touch /sdcard/f; mkdir -p /sdcard/f/g", 1, "mkdir: '/sdcard/f/g': Not a directory\n")]
    [InlineData("echo one > /sdcard/f; echo two >> /sdcard/f; cat /sdcard/f", 0, "one\ntwo\n")]
    [InlineData("echo a > /sdcard", 1, Sh + "can't create /sdcard: Is a directory\n")]
    [InlineData("rm /sdcard/none", 1, "rm: /sdcard/none: No such file or directory\n")]
    [InlineData("rm -f /sdcard/none", 0, "")]
    [InlineData("rm /sdcard/Download", 1, "rm: /sdcard/Download: Is a directory\n")]
    [InlineData("rm -rf /sdcard/Music; test -e /sdcard/Music", 1, "")]
    [InlineData("rm -rf /", 1, "rm: /: Is a directory\n")]
    [InlineData("cat /sdcard/none", 1, "cat: /sdcard/none: No such file or directory\n")]
    [InlineData("ls /sdcard/none", 1, "ls: /sdcard/none: No such file or directory\n")]
    [InlineData("ls /sdcard | wc -l", 0, "5\n")]
    [InlineData("ls /sdcard | head -n 1", 0, "DCIM\n")]
    [InlineData("test -f /sdcard/Pictures/../Pictures/./beach.jpg", 0, "")]
    [InlineData("[ a = a ]", 0, "")]
    [InlineData("[ a != a", 2, "[: missing ]\n")]
    [InlineData("test ! -e /sdcard/none", 0, "")]
    public void Run_OfPrograms_SeesTheFilesOfThePhone(string line, int exitCode, string output) =>
        Assert.Equal(new PhoneShellResult(exitCode, output), Phone.Start(1).Run(line));

    [Fact]
    public void Dumpsys_OfTheWindow_NamesTheAppInFront()
    {
        var phone = Phone.Start(3);
        Assert.Contains("com.android.launcher3", phone.Ask("dumpsys window | grep mCurrentFocus"), StringComparison.Ordinal);

        phone.Run("am start -n com.android.settings/.Settings");

        Assert.Matches(
            @"^  mCurrentFocus=Window\{[0-9a-f]{7} u0 com\.android\.settings/com\.android\.settings\.Settings\}$",
            phone.Ask("dumpsys window | grep mCurrentFocus"));
        Assert.Contains("com.android.settings/", phone.Ask("dumpsys activity | grep mResumedActivity"), StringComparison.Ordinal);
    }

    [Fact]
    public void Dumpsys_OfNotifications_HasOneRecordEach()
    {
        var phone = Phone.Start(3);
        var count = int.Parse(phone.Ask("dumpsys notification | grep -c NotificationRecord"), null);
        Assert.InRange(count, 1, 5);

        phone.Tap(phone.See(CuaRl.Core.Phones.Screens.ElementRole.StatusBar)).Tap(CuaRl.Core.Phones.Wording.Words.ClearAll);

        Assert.Equal(new PhoneShellResult(1, "0\n"), phone.Run("dumpsys notification | grep -c NotificationRecord"));
    }

    [Fact]
    public void Input_OfTextAndKeys_IsThatOfAFinger()
    {
        var phone = Phone.Start(3);
        phone.Run("am start -n com.android.chrome/.Main; input tap 180 60; input text a%sb; input keyevent KEYCODE_DEL");

        Assert.Equal("a ", phone.See(CuaRl.Core.Phones.Screens.ElementRole.TextField)?.Text);
    }

    [Theory]
    [InlineData("/storage/emulated/0/Download/a; rm -rf /sdcard")]
    [InlineData("/storage/emulated/0/Download/'; rm -rf /sdcard; '")]
    [InlineData("/storage/emulated/0/Download/$(rm -rf /sdcard)")]
    [InlineData("/storage/emulated/0/Download/`rm -rf /sdcard`")]
    public void Run_OfAValidatorsCommand_TakesAPathForAPathWhateverItHolds(string path)
    {
        var phone = Phone.Start(3);
        var before = phone.Snapshot();
        var expected = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { path, exists = true });
        var check = CuaRl.Core.Validation.ValidationQueries.BuiltIn.Prepare("file_exists", expected);

        Assert.Equal(new PhoneShellResult(1, ""), phone.Run(check.Command!));

        Assert.Equal(before, phone.Snapshot());
    }
}
