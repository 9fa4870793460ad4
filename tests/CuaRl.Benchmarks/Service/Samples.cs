using System.Globalization;
using System.Text;

namespace CuaRl.Benchmarks.Service;

/// <summary>States to store. They differ, as real ones do, and are the same in every run of a benchmark.</summary>
internal static class Samples
{
    /// <summary>About 1 KB of JSON each.</summary>
    public static StateContent[] Usual { get; } = [.. Make(seed: 1, count: 256, numbers: 62)];

    /// <summary>About 200 bytes of JSON each.</summary>
    public static StateContent[] Small { get; } = [.. Make(seed: 2, count: 256, numbers: 4)];

    /// <summary>Screens of an Android device as text, about 40 KB of JSON each.</summary>
    public static StateContent[] Large { get; } = [.. Enumerable.Range(0, 16).Select(Screen)];

    /// <summary>The bytes of JSON in a state.</summary>
    public static int Size(StateContent state) => state.Observation.Utf8.Length + (state.Action?.Utf8.Length ?? 0)
        + (state.Info?.Utf8.Length ?? 0) + (state.ExtraMetadata?.Utf8.Length ?? 0);

    private static IEnumerable<StateContent> Make(int seed, int count, int numbers)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var features = string.Join(',', Enumerable.Range(0, numbers)
                .Select(_ => (random.NextDouble() * 4 - 2).ToString("0.000000000000", CultureInfo.InvariantCulture)));
            yield return new StateContent
            {
                Observation = JsonText.Parse($$"""{"features":[{{features}}]}"""),
                Action = JsonText.Parse($$"""{"type":"tap","x":{{random.Next(1080)}},"y":{{random.Next(2400)}}}"""),
                Reward = Math.Round(random.NextDouble(), 3),
                Info = JsonText.Parse($$"""{"activity":"com.example.app/.Main{{random.Next(20)}}","lives":3}"""),
            };
        }
    }

    private static StateContent Screen(int seed)
    {
        var random = new Random(seed);
        string[] classes = ["TextView", "Button", "ImageView", "LinearLayout", "FrameLayout", "EditText"];
        var elements = new StringBuilder();
        for (var i = 0; elements.Length < 40_000; i++)
        {
            var (x, y) = (random.Next(1000), random.Next(2300));
            elements.Append(CultureInfo.InvariantCulture, $$"""
                {{(i == 0 ? "" : ",")}}{"index":{{i}},"class":"android.widget.{{classes[random.Next(classes.Length)]}}",
                "resource_id":"com.example.app:id/item_{{random.Next(200)}}","text":"{{Convert.ToHexStringLower(BitConverter.GetBytes(random.Next()))}}",
                "bounds":[{{x}},{{y}},{{x + random.Next(80)}},{{y + random.Next(100)}}],"clickable":{{(random.Next(2) == 0 ? "true" : "false")}}}
                """);
        }

        return new StateContent
        {
            Observation = JsonText.Parse($$"""{"elements":[{{elements}}]}"""),
            Action = JsonText.Parse($$"""{"type":"tap","index":{{random.Next(100)}}}"""),
        };
    }
}
