using CuaRl.Grains.Ports;
using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Services;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Loop;

public sealed class NoticeTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [PostgresFact]
    public async Task Policy_WhoseAnswerWasNoCall_IsToldSoInTheNextTurnAndNoLonger()
    {
        MumblingTrainer? trainer = null;
        await using var service = await LoopService.StartAsync(
            database.ConnectionString, TestFolders.Create("mumbling"),
            services => services.Wrap<ITrainer>(embedded => trainer = new MumblingTrainer(embedded)));

        var ended = await service.TrainAsync(ShortTraining.Define(
            "mumbling", "baseline_only=true", "eval_tasks={\"source_type\":\"demo_eval\",\"limit\":1}", "max_turns=3"));

        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        var notices = trainer!.Notices.ToArray();
        Assert.True(notices.Length >= 2);
        Assert.Null(notices[0]);
        Assert.NotNull(notices[1]);
        Assert.All(notices[2..], Assert.Null);
    }
}
