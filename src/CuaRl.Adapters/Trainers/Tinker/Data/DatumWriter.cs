using CuaRl.Adapters.Trainers.Tinker.Wire;
using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Grpo.Losses;

namespace CuaRl.Adapters.Trainers.Tinker.Data;

/// <summary>Writes datums and prompts as the server takes them. The same datum makes the same bytes.</summary>
/// <param name="pictures">The table that codes of pictures are of.</param>
/// <param name="contents">The bytes of the pictures by hash.</param>
internal sealed class DatumWriter(PictureTable pictures, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> contents)
{
    private const int BytesOfAToken = 4;
    private const int BytesOfATarget = sizeof(long) + (2 * sizeof(float));

    /// <summary>A datum of a loss.</summary>
    /// <param name="datum">The datum.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="weight">What its tokens' losses are multiplied by: their advantages are, since the server sums over tokens.</param>
    public TinkerDatum Write(TrainingDatum datum, PolicyLoss loss, double weight)
    {
        var (targets, sampled, advantages) = (new int[datum.Length], new double[datum.Length], new double[datum.Length]);
        datum.WriteTargets(targets, pictures);
        datum.WriteLogProbabilities(sampled);
        datum.WriteAdvantages(advantages);
        for (var i = 0; i < advantages.Length && weight != 1; i++)
        {
            advantages[i] *= weight;
        }

        var inputs = new Dictionary<string, TinkerTensor>(StringComparer.Ordinal) { ["target_tokens"] = TinkerTensor.Of(targets) };
        if (loss == PolicyLoss.CrossEntropy)
        {
            inputs["weights"] = TinkerTensor.Of(advantages);
        }
        else
        {
            inputs["logprobs"] = TinkerTensor.Of(sampled);
            inputs["advantages"] = TinkerTensor.Of(advantages);
        }

        return new TinkerDatum(Input(datum, isWhole: false), inputs);
    }

    /// <summary>How many bytes a datum takes, as Tinker's own client estimates them.</summary>
    public long SizeOf(TrainingDatum datum)
    {
        var size = (long)datum.Length * (BytesOfAToken + BytesOfATarget);
        foreach (var element in datum.Context.Span)
        {
            size += element < 0 ? contents[pictures[element].Sha256].Length : 0;
        }

        return size;
    }

    /// <summary>A datum as the input of a model.</summary>
    /// <param name="datum">The datum.</param>
    /// <param name="isWhole">With its last token, which else is a target only.</param>
    public TinkerInput Input(TrainingDatum datum, bool isWhole) =>
        Input([.. datum.Context.Span, .. isWhole ? datum.LastAction.Span : datum.LastAction.Span[..^1]]);

    /// <summary>Elements as the input of a model: runs of tokens, and pictures between them.</summary>
    public TinkerInput Input(ReadOnlySpan<int> elements)
    {
        var chunks = new List<TinkerChunk>();
        while (!elements.IsEmpty)
        {
            var length = elements.IndexOfAnyInRange(int.MinValue, -1);
            length = length < 0 ? elements.Length : length;
            if (length > 0)
            {
                chunks.Add(new TinkerChunk { Type = TinkerChunk.EncodedText, Tokens = elements[..length].ToArray() });
                elements = elements[length..];
            }
            else
            {
                var picture = pictures[elements[0]];
                chunks.Add(new TinkerChunk
                {
                    Type = TinkerChunk.Image,
                    Data = contents[picture.Sha256],
                    Format = picture.Format,
                    ExpectedTokens = picture.ExpectedTokens,
                });
                elements = elements[1..];
            }
        }

        return new TinkerInput([.. chunks]);
    }
}
