using System.Text;
using CuaRl.Core.Validation;

namespace CuaRl.Core.Tests.Validation;

public sealed class ValidationQueriesTests
{
    private const string Focus = "mCurrentFocus=Window{1a u0 com.android.settings/com.android.settings.Settings}";
    private const string FocusCommand = "dumpsys window | grep mCurrentFocus || dumpsys activity | grep mResumedActivity";

    [Fact]
    public void Names_OfThoseBuiltIn_AreTheThirteenOfTheOriginal() => Assert.Equal(
        "airplane_mode, app_installed, auto_time_enabled, battery_saver_enabled, brightness_level, current_app, dnd_enabled, "
        + "file_exists, finish_message_contains, finish_message_contains_size, notification_count, screen_timeout, wifi_enabled",
        string.Join(", ", ValidationQueries.BuiltIn.Names));

    [Theory]
    [InlineData("current_app", "\"com.android.settings\"", FocusCommand)]
    [InlineData("wifi_enabled", "false", "settings get global wifi_on")]
    [InlineData("airplane_mode", "true", "settings get global airplane_mode_on")]
    [InlineData("brightness_level", "255", "settings get system screen_brightness")]
    [InlineData("screen_timeout", "30000", "settings get system screen_off_timeout")]
    [InlineData("dnd_enabled", "true", "settings get global zen_mode")]
    [InlineData("notification_count", "0", "dumpsys notification | grep -c NotificationRecord")]
    [InlineData("auto_time_enabled", "false", "settings get global auto_time")]
    [InlineData("battery_saver_enabled", "true", "settings get global low_power")]
    [InlineData("app_installed", "{\"package\":\"com.facebook.katana\",\"installed\":false}",
        "pm list packages | grep -q '^package:com.facebook.katana$'")]
    [InlineData("file_exists", "{\"path\":\"/storage/emulated/0/Download/abc\",\"exists\":true}",
        "test -e '/storage/emulated/0/Download/abc'")]
    [InlineData("finish_message_contains", "\"73.73KB\"", null)]
    [InlineData("finish_message_contains_size", "\"storage_size_reported\"", null)]
    [InlineData("WiFi_Enabled", "1", "settings get global wifi_on")]
    public void Command_OfEveryQuery_IsThatOfTheOriginal(string query, string expected, string? command) =>
        Assert.Equal(command, Prepare(query, expected).Command);

    [Theory]
    [InlineData("current_app", "\"com.android.settings\"", Focus, 0, true)]
    [InlineData("current_app", "\"com.android.chrome\"", Focus, 0, false)]
    [InlineData("wifi_enabled", "false", "0\n", 0, true)]
    [InlineData("wifi_enabled", "false", " 2 ", 0, false)]
    [InlineData("wifi_enabled", "true", "2", 0, true)]
    [InlineData("airplane_mode", "true", "1", 0, true)]
    [InlineData("airplane_mode", "0", "1", 0, false)]
    [InlineData("brightness_level", "255", "255", 0, true)]
    [InlineData("brightness_level", "255", "254", 0, false)]
    [InlineData("screen_timeout", "1800000", "1800000", 0, true)]
    [InlineData("dnd_enabled", "true", "2", 0, true)]
    [InlineData("dnd_enabled", "false", "-1", 0, true)]
    [InlineData("notification_count", "0", "0", 1, true)]
    [InlineData("notification_count", "0", "3", 0, false)]
    [InlineData("auto_time_enabled", "false", "0", 0, true)]
    [InlineData("battery_saver_enabled", "true", "0", 0, false)]
    public void Judge_WhatACommandWrote_IsThatOfTheOriginal(
        string query, string expected, string output, int exitCode, bool success) => Assert.Equal(
        new ValidationVerdict(success, output.Trim()),
        Prepare(query, expected).Judge(new ValidationEvidence(output, exitCode, "ignored")));

    [Theory]
    [InlineData("app_installed", "{\"package\":\"a.b\",\"installed\":true}", 0, true, "installed")]
    [InlineData("app_installed", "{\"package\":\"a.b\",\"installed\":true}", 1, false, "not installed")]
    [InlineData("app_installed", "{\"package\":\"a.b\",\"installed\":false}", 1, true, "not installed")]
    [InlineData("app_installed", "{\"package\":\"a.b\",\"installed\":false}", 0, false, "installed")]
    [InlineData("file_exists", "{\"path\":\"/a\",\"exists\":true}", 0, true, "exists")]
    [InlineData("file_exists", "{\"path\":\"/a\",\"exists\":false}", 1, true, "does not exist")]
    public void Judge_HowACommandEnded_IsThatOfTheOriginal(
        string query, string expected, int exitCode, bool success, string actual) => Assert.Equal(
        new ValidationVerdict(success, actual), Prepare(query, expected).Judge(new ValidationEvidence("", exitCode)));

    [Theory]
    [InlineData("finish_message_contains", "\"73.73KB\"", "It uses 73.73KB.", true)]
    [InlineData("finish_message_contains", "\"73.73KB\"", "It uses 73.73kb.", false)]
    [InlineData("finish_message_contains_size", "\"storage_size_reported\"", "It is 51.54 mb large", true)]
    [InlineData("finish_message_contains_size", "\"storage_size_reported\"", "1024 bytes", true)]
    [InlineData("finish_message_contains_size", "\"storage_size_reported\"", "It is large, some MB", false)]
    [InlineData("finish_message_contains_size", "\"storage_size_reported\"", "about 3.GB", true)]
    [InlineData("finish_message_contains_size", "\"20MB\"", "It is 20MB", true)]
    [InlineData("finish_message_contains_size", "\"20MB\"", "It is 21MB", false)]
    public void Judge_TheFinishMessage_IsThatOfTheOriginal(string query, string expected, string message, bool success) =>
        Assert.Equal(
            new ValidationVerdict(success, message),
            Prepare(query, expected).Judge(new ValidationEvidence(FinishMessage: message)));

    [Theory]
    [InlineData("wifi_enabled", "true", "null", 0, false, "no whole number and ended with 0")]
    [InlineData("brightness_level", "0", "", 127, null, "no whole number and ended with 127")]
    [InlineData("wifi_enabled", "true", "error: device offline", 1, null, "no whole number and ended with 1")]
    [InlineData("current_app", "\"a\"", "", 1, null, "wrote nothing and ended with 1")]
    [InlineData("current_app", "\"a\"", "error: device offline", 1, null, "ended with 1")]
    [InlineData("file_exists", "{\"path\":\"/a\",\"exists\":false}", "sh: not found", 127, null, "ended with 127")]
    [InlineData("finish_message_contains", "\"a\"", "a", 0, false, "no finish message")]
    public void Judge_WithoutUsableEvidence_SaysWhy_AndIsNoFailureWhereTheDeviceCouldNotTell(
        string query, string expected, string output, int exitCode, bool? success, string reason)
    {
        var verdict = Prepare(query, expected).Judge(new ValidationEvidence(output, exitCode));

        Assert.Equal(success, verdict.Success);
        Assert.Contains(reason, verdict.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wifi_enabled", "", "expected_result: must be true or false")]
    [InlineData("wifi_enabled", "2", "expected_result: must be true or false")]
    [InlineData("wifi_enabled", "{", "not JSON")]
    [InlineData("brightness_level", "\"255\"", "expected_result: must be a whole number")]
    [InlineData("brightness_level", "2.5", "expected_result: must be a whole number")]
    [InlineData("current_app", "\"\"", "expected_result: must be text")]
    [InlineData("current_app", "\"\\ud800\"", "half of a surrogate pair")]
    [InlineData("app_installed", "true", "must be an object with package")]
    [InlineData("app_installed", "{\"package\":\"a.b\"}", "must be an object with installed")]
    [InlineData("app_installed", "{\"package\":\"a.b\",\"installed\":\"no\"}", "installed: must be true or false")]
    [InlineData("file_exists", "{\"path\":7,\"exists\":true}", "path: must be text")]
    [InlineData("file_exists", "{\"path\":\"/a\"}", "must be an object with exists")]
    public void Prepare_ForAnImpossibleExpectation_NamesTheFault(string query, string expected, string reason) =>
        Assert.Contains(
            reason, Assert.Throws<FormatException>(() => Prepare(query, expected)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a.b' ; reboot ; '")]
    [InlineData("a.b\\n")]
    [InlineData("$(reboot)")]
    [InlineData("a..b")]
    [InlineData(".*")]
    [InlineData("-v")]
    public void Prepare_ForAPackageThatIsNone_IsRefused(string package) => Assert.Contains(
        "package: must be",
        Assert.Throws<FormatException>(
            () => Prepare("app_installed", $"{{\"package\":\"{package}\",\"installed\":true}}")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("/a b", "'/a b'")]
    [InlineData("/a'; reboot; '", @"'/a'\''; reboot; '\'''")]
    [InlineData("/$(reboot)`id`", "'/$(reboot)`id`'")]
    public void Prepare_ForAPathOfSpecialCharacters_QuotesThem(string path, string quoted) => Assert.Equal(
        $"test -e {quoted}", Prepare("file_exists", $"{{\"path\":\"{path}\",\"exists\":true}}").Command);

    [Theory]
    [InlineData("Download/abc")]
    [InlineData("/a\\nreboot")]
    [InlineData("/a\\u0000")]
    public void Prepare_ForAPathThatIsNone_IsRefused(string path) => Assert.Contains(
        "path: must begin",
        Assert.Throws<FormatException>(() => Prepare("file_exists", $"{{\"path\":\"{path}\",\"exists\":true}}")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Prepare_UnknownQuery_NamesItAndThoseThereAre()
    {
        var error = Assert.Throws<KeyNotFoundException>(() => Prepare("result_message_contains", "\"83\""));

        Assert.StartsWith(
            "no validator is implemented for query 'result_message_contains'; there are airplane_mode, app_installed",
            error.Message,
            StringComparison.Ordinal);
        Assert.Equal(error.Message, ValidationQueries.BuiltIn.Problem("result_message_contains"));
        Assert.Null(ValidationQueries.BuiltIn.Problem("WIFI_ENABLED"));
    }

    [Fact]
    public void With_AQueryOfTheUser_IsFoundByItsName()
    {
        var queries = ValidationQueries.BuiltIn.With(new ValidationQuery(
            "battery_full", _ => ValidationCheck.OfCommand("battery", (output, _) => new ValidationVerdict(output == "100", output))));

        Assert.True(queries.Prepare("battery_full", default).Judge(new ValidationEvidence("100")).Success == true);
        Assert.NotNull(ValidationQueries.BuiltIn.Problem("battery_full"));
    }

    private static ValidationCheck Prepare(string query, string expected) =>
        ValidationQueries.BuiltIn.Prepare(query, Encoding.UTF8.GetBytes(expected));
}
