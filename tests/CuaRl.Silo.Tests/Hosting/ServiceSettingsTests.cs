using CuaRl.Silo.Hosting;
using CuaRl.TestKit.Postgres;
using Microsoft.Extensions.Logging;

namespace CuaRl.Silo.Tests.Hosting;

public sealed class ServiceSettingsTests
{
    private const string Key = "0123456789abcdef";

    [Fact]
    public void From_Nothing_ListensAtLoopbackWithoutAKey()
    {
        var settings = Read();

        Assert.Equal(ListenAddress.Default, Assert.Single(settings.Addresses).Url);
        Assert.Null(settings.ApiKey);
        Assert.Null(settings.Database);
        Assert.Equal(ServiceSettings.DefaultDataDirectory(), settings.DataDirectory);
        Assert.Equal(LogLevel.Information, settings.LogLevel);
        Assert.False(settings.JsonLogs);
    }

    [Fact]
    public void From_OptionAndVariable_TheOptionWins()
    {
        var settings = Read(
            urls: "http://127.0.0.1:1", data: "/a", variables: [(ServiceSettings.UrlsVariable, "http://127.0.0.1:2"), (ServiceSettings.DataVariable, "/b")]);

        Assert.Equal(1, settings.Addresses[0].Port);
        Assert.Equal("/a", settings.DataDirectory);
    }

    [Fact]
    public void From_RelativeDataFolder_IsMadeAbsolute() =>
        Assert.Equal(Path.GetFullPath("experiment"), Read(data: "experiment").DataDirectory);

    [Fact]
    public void From_EmptyVariables_CountAsNotSet() =>
        Assert.Equal(
            ListenAddress.Default, Read(variables: [(ServiceSettings.UrlsVariable, " "), (ServiceSettings.KeyVariable, "")]).Addresses[0].Url);

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://127.0.0.1:8080;http://10.0.0.1:8080")]
    public void From_ReachableAddressWithoutAKey_IsRefusedNamingTheVariable(string urls)
    {
        var error = Assert.Throws<ConfigurationException>(() => Read(urls));

        Assert.Contains(ServiceSettings.KeyVariable, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_ReachableAddressWithAKey_IsTaken() =>
        Assert.Equal(Key, Read("http://0.0.0.0:8080", variables: [(ServiceSettings.KeyVariable, Key)]).ApiKey);

    [Fact]
    public void From_ShortKey_IsRefusedWithoutShowingIt()
    {
        var error = Assert.Throws<ConfigurationException>(() => Read(variables: [(ServiceSettings.KeyVariable, "short-key")]));

        Assert.DoesNotContain("short-key", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_LogSettings_AreRead()
    {
        var settings = Read(
            variables: [(ServiceSettings.LogLevelVariable, "debug"), (ServiceSettings.LogFormatVariable, "JSON")]);

        Assert.Equal(LogLevel.Debug, settings.LogLevel);
        Assert.True(settings.JsonLogs);
    }

    [Theory]
    [InlineData(ServiceSettings.LogLevelVariable, "loud")]
    [InlineData(ServiceSettings.LogLevelVariable, "3")]
    [InlineData(ServiceSettings.LogFormatVariable, "xml")]
    public void From_UnknownChoice_IsRefusedNamingTheVariableAndTheChoices(string name, string value)
    {
        var error = Assert.Throws<ConfigurationException>(() => Read(variables: [(name, value)]));

        Assert.StartsWith($"{name} is '{value}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_FileOfEndpoints_IsRead()
    {
        var file = Path.Combine(TestFolders.Create("endpoints"), "endpoints.json");
        File.WriteAllText(file, """{"validators": {"mine": {"url": "http://127.0.0.1:9/"}}}""");

        Assert.Equal(["mine"], Read(variables: [(ServiceSettings.EndpointsVariable, file)]).Endpoints.Validators.Keys);
        Assert.Empty(Read().Endpoints.Validators);
    }

    [Fact]
    public void From_ScreenshotDays_AreTakenAndByDefaultForEver()
    {
        Assert.Equal(TimeSpan.FromDays(90), Read(variables: [(ServiceSettings.ScreenshotDaysVariable, "90")]).ScreenshotAge);
        Assert.Null(Read().ScreenshotAge);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("90d")]
    [InlineData("36501")]
    public void From_ScreenshotDaysThatAreNone_AreRefusedNamingTheVariable(string days)
    {
        var error = Assert.Throws<ConfigurationException>(() => Read(variables: [(ServiceSettings.ScreenshotDaysVariable, days)]));

        Assert.Contains(ServiceSettings.ScreenshotDaysVariable, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 5)]
    [InlineData("0", 0)]
    [InlineData("60", 60)]
    public void From_ProgressSeconds_AreRead(string? value, int seconds) =>
        Assert.Equal(
            TimeSpan.FromSeconds(seconds), Read(variables: [(ServiceSettings.ProgressVariable, value ?? "")]).ProgressInterval);

    [Theory]
    [InlineData(null, 30)]
    [InlineData("1", 1)]
    public void From_DriverLeaseSeconds_AreRead(string? value, int seconds) =>
        Assert.Equal(
            TimeSpan.FromSeconds(seconds), Read(variables: [(ServiceSettings.DriverLeaseVariable, value ?? "")]).DriverLease);

    [Theory]
    [InlineData(ServiceSettings.DriverLeaseVariable, "0")]
    [InlineData(ServiceSettings.DriverLeaseVariable, "3601")]
    [InlineData(ServiceSettings.ProgressVariable, "3601")]
    [InlineData(ServiceSettings.ProgressVariable, "-1")]
    [InlineData(ServiceSettings.ProgressVariable, "0.5")]
    [InlineData(ServiceSettings.VideosVariable, "/no/such/folder")]
    public void From_WrongValue_IsRefusedNamingTheVariable(string name, string value)
    {
        var error = Assert.Throws<ConfigurationException>(() => Read(variables: [(name, value)]));

        Assert.StartsWith($"{name} is '{value}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_VideosFolder_IsMadeAbsolute()
    {
        Assert.Null(Read().Videos);
        Assert.Equal(Directory.GetCurrentDirectory(), Read(variables: [(ServiceSettings.VideosVariable, ".")]).Videos);
    }

    [Fact]
    public void From_CheckpointsFolder_IsOneOfTheDataFolderUnlessItIsNamed()
    {
        Assert.Equal("/data/checkpoints", Read(data: "/data").Checkpoints);
        Assert.Equal("/shared/cp", Read(data: "/data", variables: [(ServiceSettings.CheckpointsVariable, "/shared/cp")]).Checkpoints);

        var file = typeof(ServiceSettingsTests).Assembly.Location;
        var error = Assert.Throws<ConfigurationException>(() => Read(variables: [(ServiceSettings.CheckpointsVariable, file)]));
        Assert.Contains(ServiceSettings.CheckpointsVariable, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_VariablesOfTinker_AreReadAndAWrongOneIsNamed()
    {
        var settings = Read(variables: [("TINKER_API_KEY", "tml-hidden"), ("TINKER_BASE_URL", "http://127.0.0.1:8000")]);

        Assert.Equal(("tml-hidden", new Uri("http://127.0.0.1:8000/")), (settings.Tinker.ApiKey, settings.Tinker.BaseUrl));
        Assert.Null(Read().Tinker.ApiKey);
        Assert.Contains(
            "TINKER_BASE_URL", Assert.Throws<ConfigurationException>(() => Read(variables: [("TINKER_BASE_URL", "http://elsewhere.example")])).Message,
            StringComparison.Ordinal);
    }

    private static ServiceSettings Read(
        string? urls = null, string? data = null, params (string Name, string Value)[] variables) =>
        ServiceSettings.From(urls, data, null, name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
