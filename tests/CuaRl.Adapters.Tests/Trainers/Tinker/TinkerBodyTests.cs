using System.Text.Json;
using CuaRl.Adapters.Trainers.Tinker.Data;
using CuaRl.Adapters.Trainers.Tinker.Wire;
using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Grpo.Losses;
using CuaRl.Core.Policies;
using CuaRl.TestKit.Oracles;

namespace CuaRl.Adapters.Tests.Trainers.Tinker;

/// <summary>The bodies of requests, letter by letter.</summary>
public sealed class TinkerBodyTests
{
    private static readonly PictureTable Pictures = new();
    private static readonly byte[] Content = [1, 2, 3];
    private static readonly int[] Shown = [10, Pictures.CodeOf(new PictureChunk("ab", "png", 3)), 11];
    private static readonly int[] Said = [20, 21];
    private static readonly float[] Logs = [-0.5f, -0.1f];

    [Fact]
    public void ForwardBackward_WithAPicture_HasChunksAndTensorsOfEveryPosition()
    {
        var writer = new DatumWriter(Pictures, new Dictionary<string, ReadOnlyMemory<byte>> { ["ab"] = Content });
        var datum = Assert.Single(DatumAssembly.Assemble(
            [
                new Trajectory(0, 0, new[]
                {
                    new TrajectoryTurn
                    {
                        Observation = Shown, Action = Said, LogProbabilities = Logs, Advantage = 0.75,
                    },
                }),
            ],
            Pictures));
        var request = new ForwardBackward(
            new ForwardBackwardInput([writer.Write(datum, PolicyLoss.Ppo, 2)], "ppo", LossSettings.Of(new LossOptions { Loss = PolicyLoss.Ppo })), "m", 3);

        Assert.Equal(
            """
            {"forward_backward_input":{"data":[{"model_input":{"chunks":[{"type":"encoded_text","tokens":[10]},
            {"type":"image","data":"AQID","format":"png","expected_tokens":3},{"type":"encoded_text","tokens":[11,20]}]},
            "loss_fn_inputs":{"target_tokens":{"data":[0,0,0,11,20,21],"dtype":"int64","shape":[6]},
            "logprobs":{"data":[0,0,0,0,-0.5,-0.1],"dtype":"float32","shape":[6]},
            "advantages":{"data":[0,0,0,0,1.5,1.5],"dtype":"float32","shape":[6]}}}],
            "loss_fn":"ppo","loss_fn_config":{"clip_high_threshold":1.2,"clip_low_threshold":0.8}},"model_id":"m","seq_id":3}
            """.Replace("\n", "", StringComparison.Ordinal),
            JsonSerializer.Serialize(request, TinkerJson.Default.ForwardBackward));
        Assert.Equal(3 + (6 * 20), writer.SizeOf(datum));
        Assert.Equal(["target_tokens", "weights"], writer.Write(datum, PolicyLoss.CrossEntropy, 1).LossFnInputs.Keys);
        Assert.Equal(3, writer.Input(datum, isWhole: true).Chunks.Length);
        Assert.Equal([11, 20, 21], writer.Input(datum, isWhole: true).Chunks[2].Tokens!);
    }

    [Fact]
    public void Requests_OfEachKind_AreWrittenAsTheServerReadsThem()
    {
        Assert.Equal(
            """{"adam_params":{"learning_rate":1E-05,"beta1":0.9,"beta2":0.95,"eps":1E-08,"weight_decay":0,"grad_clip_norm":0},"model_id":"m","seq_id":2,"type":"optim_step"}""",
            JsonSerializer.Serialize(new OptimStep(new TinkerAdam(1e-5, 0.9, 0.95, 1e-8), "m", 2), TinkerJson.Default.OptimStep));
        Assert.Equal(
            """{"prompt":{"chunks":[]},"sampling_params":{"max_tokens":8,"seed":5,"stop":[257],"temperature":1,"top_k":-1,"top_p":1},"sampling_session_id":"s","seq_id":0,"num_samples":1,"type":"sample"}""",
            JsonSerializer.Serialize(new Sample(new TinkerInput([]), new TinkerSampling(8, 5, [257], 1), "s", 0), TinkerJson.Default.Sample));
        Assert.Equal(
            """{"model_id":"m","seq_id":4,"sampling_session_seq_id":4,"type":"save_weights_for_sampler"}""",
            JsonSerializer.Serialize(
                new SaveWeightsForSampler("m", null, 4) { SamplingSessionSeqId = 4 }, TinkerJson.Default.SaveWeightsForSampler));
        Assert.Equal(
            """{"session_id":"s","model_seq_id":0,"base_model":"b","user_metadata":{"training_id":"t"},"lora_config":{"rank":32,"seed":1,"train_unembed":true,"train_mlp":true,"train_attn":true},"type":"create_model"}""",
            JsonSerializer.Serialize(
                new CreateModel("s", 0, "b", new Dictionary<string, string> { ["training_id"] = "t" }, new TinkerLora(32, 1)), TinkerJson.Default.CreateModel));
    }

    [Fact]
    public void Answers_OfEitherServer_AreRead()
    {
        var output = JsonSerializer.Deserialize(
            """{"loss_fn_output_type":"x","loss_fn_outputs":[{"elementwise_loss":{"data":[1]},"logprobs":{"data":[-0.5,-1],"dtype":"float32","shape":[2]}}],"metrics":{"loss:sum":10.5}}""",
            TinkerJson.Default.ForwardBackwardOutput)!;
        Assert.Equal([-0.5, -1], Assert.Single(output.LossFnOutputs).Logprobs.Values);
        var sampled = JsonSerializer.Deserialize(
            """{"sequences":[{"stop_reason":"stop","tokens":[7,8],"logprobs":[-0.5,-1.25]}],"prompt_logprobs":[null,-0.25],"prompt_cache_hit_tokens":3}""",
            TinkerJson.Default.Sampled)!;
        Assert.Equal([7, 8], sampled.Sequences[0].Tokens);
        Assert.Equal([null, -0.25], sampled.PromptLogprobs!);
        Assert.Equal("7", JsonSerializer.Deserialize("""{"future_id":"7","request_id":"7","status":"pending"}""", TinkerJson.Default.RequestTaken)!.RequestId);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("""{"status":"pending"}""", TinkerJson.Default.RequestTaken));
    }

    [OracleFact("wire/tinker_examples.json")]
    public async Task Calls_OfATraining_AreOfThePublishedEndpoints()
    {
        using var oracle = JsonDocument.Parse(File.ReadAllText(OracleFolder.PathOf("wire/tinker_examples.json")));
        var published = oracle.RootElement.GetProperty("endpoints").EnumerateArray()
            .Select(endpoint => endpoint.GetProperty("path").GetString()!["/api/v1/".Length..]).ToHashSet();
        await using var host = await TinkerHost.StartAsync();
        host.Server.Records = true;
        await using var session = await host.OpenAsync();
        var sampler = await TinkerSessionTests.SamplerAsync(session, 1);
        var played = await PlayedTask.PlayAsync(sampler, host.Blobs);
        await session.ForwardBackwardAsync(2, PlayedTask.Request(sampler, null, played.Trajectory(0, 1)), default);
        await session.StepAsync(3, new AdamSettings(), default);
        var state = await session.SaveStateAsync(4, "000001", default);
        await session.SaveStateAsync(4, "000001", default);
        await session.OpenSamplerAsync(await session.SaveSamplerAsync(5, "000001", isKept: true, default), default);
        await using var other = await host.OpenAsync();
        await other.LoadAsync(1, state, withOptimizer: true, default);
        await using var again = await host.OpenAsync(other.Id);

        var called = host.Server.Calls.Select(call => call.Path.StartsWith("training_runs/", StringComparison.Ordinal) ? "training_runs/{model_id}/checkpoints" : call.Path)
            .Distinct().ToArray();

        Assert.Equal(12 + 1, called.Length);
        Assert.Empty(called.Except(published));
    }

    /// <summary>What the client says then is that the answer is nothing of its kind.</summary>
    [Theory]
    [InlineData("[-0.5]")]
    [InlineData("""{"dtype":1,"data":[-0.5]}""")]
    [InlineData("""{"dtype":"float32"}""")]
    public void Tensor_OfAnotherForm_IsNoneThatCanBeRead(string tensor) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(
        $$"""{"loss_fn_outputs":[{"logprobs":{{tensor}}}]}""", TinkerJson.Default.ForwardBackwardOutput));
}
