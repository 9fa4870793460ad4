using System.Text;
using System.Text.Json;
using CuaRl.Adapters.Identity;
using CuaRl.Adapters.Tests.Devices.GBox;
using CuaRl.Adapters.Trainers.Tinker;
using CuaRl.Adapters.Trainers.Tinker.Calls;
using CuaRl.Core.Policies;
using CuaRl.TestKit.Endpoints;
using CuaRl.TestKit.Tinker.Faults;
using CuaRl.TestKit.Trainers;

namespace CuaRl.Adapters.Tests.Trainers.Tinker;

/// <summary>The key is sent to the server, and shown nowhere: not by a server that says it back either.</summary>
public sealed class TinkerSecretTests
{
    private const string Key = "tml-Secret/of=\"nobody\"+else";

    private static readonly string[] Forms =
    [
        Key, JsonSerializer.Serialize(Key)[1..^1], Uri.EscapeDataString(Key), Convert.ToBase64String(Encoding.UTF8.GetBytes(Key)),
    ];

    private readonly TextLogger<TinkerFutures> _logger = new();

    [Theory]
    [InlineData(200)]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Calls_AnsweredWithTheKey_ShowItNowhere(int status)
    {
        await using var server = await ScriptedServer.StartAsync();
        var said = new StringBuilder();
        foreach (var form in Forms)
        {
            foreach (var before in (string[])["", new string('x', 195)])
            {
                foreach (var body in (string[])[$"{before}{form}", $$"""{"detail": "{{before}}{{form}}"}""", $$"""{"error": "{{form}}"}"""])
                {
                    server.Reply = _ => new ScriptedReply(status, body, ("location", "/elsewhere"));
                    using var trainer = Trainer(server.Url);
                    said.Append(await Assert.ThrowsAnyAsync<CuaRlException>(() => trainer.OpenAsync(TinkerHost.Model, null, default)));
                }
            }
        }

        said.Append(_logger.Text);
        Assert.All(Forms, form => Assert.DoesNotContain(form[..8], said.ToString(), StringComparison.OrdinalIgnoreCase));
        Assert.Contains("[key]", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Training_AmongFaults_LogsNoKey()
    {
        await using var host = await TinkerHost.StartAsync(Key);
        await using var session = await host.OpenAsync();
        host.Server.Faults.Order("optim_step", TinkerFault.Error, times: 2);
        await session.StepAsync(1, new AdamSettings(), default);

        Assert.Contains("Tinker an optimizer step failed", host.Logger.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Key[..8], host.Logger.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_ThatTheServerDoesNotTake_IsSaidWithoutIt()
    {
        await using var host = await TinkerHost.StartAsync();
        using var trainer = Trainer(host.Server.Url);

        var refusal = await Assert.ThrowsAsync<TrainerRefusedException>(() => trainer.OpenAsync(TinkerHost.Model, null, default));

        Assert.Contains("the key in TINKER_API_KEY must be one that may do this", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("[key]", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key[..8], refusal.ToString(), StringComparison.Ordinal);
    }

    private TinkerTrainer Trainer(Uri url) => new(
        new TinkerOptions { ApiKey = Key, BaseUrl = url, Patience = TimeSpan.FromMilliseconds(1) },
        new MemoryBlobs(), new Version7Ids(TimeProvider.System), TimeProvider.System, _logger);
}
