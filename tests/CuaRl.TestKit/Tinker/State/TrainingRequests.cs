using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CuaRl.Core.Grpo.Losses;
using CuaRl.Core.Policies;
using CuaRl.TestKit.Tinker.Faults;
using CuaRl.TestKit.Tinker.Model;

namespace CuaRl.TestKit.Tinker.State;

/// <summary>Carries out requests that train a model, each number once.</summary>
internal sealed class TrainingRequests(ServerState state)
{
    /// <summary>Takes a gradient or a step.</summary>
    /// <returns>What its result is asked for by.</returns>
    public string Take(string path, JsonElement request, TinkerFault fault)
    {
        var model = state.Model(RequestReading.Text(request, "model_id"));
        var (number, hash) = (
            RequestReading.Number(request, "seq_id"),
            Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(path + request.GetRawText()))));
        lock (model.Gate)
        {
            if (model.Taken.TryGetValue(number, out var known))
            {
                return known.Hash == hash
                    ? known.RequestId
                    : throw new ServedFailure(409, "Training request sequence number was reused");
            }

            var future = Failures.Of(fault, model) ?? (path == "optim_step" ? Step(model, request) : Gradient(model, request));
            model.Taken[number] = (hash, state.Keep(future));
            return model.Taken[number].RequestId;
        }
    }

    private static ServedFuture Gradient(ModelInTraining model, JsonElement request)
    {
        RequestReading.Allow(request, "forward_backward_input", "model_id", "seq_id");
        var input = request.GetProperty("forward_backward_input");
        RequestReading.Allow(input, "data", "loss_fn", "loss_fn_config");
        var loss = Loss(RequestReading.Text(input, "loss_fn"), RequestReading.Find(input, "loss_fn_config"));
        ServedDatum[] datums =
        [
            .. input.GetProperty("data").EnumerateArray().Select(datum => RequestReading.Datum(datum, loss.Loss == PolicyLoss.CrossEntropy)),
        ];
        try
        {
            var (sum, logs) = model.Model.Add(datums, loss);
            return new ServedFuture(200, new
            {
                loss_fn_output_type = "scalar",
                loss_fn_outputs = logs.Select(own => new { logprobs = new { data = own, dtype = "float32", shape = new[] { own.Length } } }),
                metrics = new Dictionary<string, double> { ["loss:sum"] = sum },
            });
        }
        catch (FormatException error)
        {
            return Failures.ByStatus(error.Message);
        }
    }

    private static LossOptions Loss(string name, JsonElement? config)
    {
        var loss = new LossOptions { Loss = PolicyLosses.Names.Find(name) };
        foreach (var setting in config?.EnumerateObject().ToArray() ?? [])
        {
            loss = (loss.Loss, setting.Name) switch
            {
                (PolicyLoss.Ppo or PolicyLoss.Cispo, "clip_low_threshold") => loss with { ClipLow = setting.Value.GetDouble() },
                (PolicyLoss.Ppo or PolicyLoss.Cispo, "clip_high_threshold") => loss with { ClipHigh = setting.Value.GetDouble() },
                (PolicyLoss.Dro, "beta") => loss with { Beta = setting.Value.GetDouble() },
                _ => throw new ServedFailure(422, $"{setting.Name}: is no setting of {name}"),
            };
        }

        return loss;
    }

    private static ServedFuture Step(ModelInTraining model, JsonElement request)
    {
        RequestReading.Allow(request, "adam_params", "model_id", "seq_id", "type");
        var adam = request.GetProperty("adam_params");
        RequestReading.Allow(adam, "learning_rate", "beta1", "beta2", "eps", "weight_decay", "grad_clip_norm");
        var norm = model.Model.Step(new AdamSettings
        {
            LearningRate = adam.GetProperty("learning_rate").GetDouble(),
            Beta1 = adam.GetProperty("beta1").GetDouble(),
            Beta2 = adam.GetProperty("beta2").GetDouble(),
            Epsilon = adam.GetProperty("eps").GetDouble(),
        });
        return new ServedFuture(200, new { metrics = new Dictionary<string, double> { ["skyrl.ai/grad_norm"] = norm } });
    }
}
