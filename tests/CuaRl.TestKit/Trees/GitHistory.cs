using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CuaRl.TestKit.Oracles;
using Xunit;

namespace CuaRl.TestKit.Trees;

/// <summary>A real git history, cut into runs, with git's own answers: loaded by branch and append, and held against them.</summary>
public sealed class GitHistory(IGrainFactory grains, IStateTreeGrain tree)
{
    /// <summary>The folder of the oracle.</summary>
    public const string Name = "dag";

    private const int LoadedTogether = 400;

    private readonly Dictionary<int, StateId> _states = [];
    private readonly Dictionary<int, string> _runs = [];

    /// <summary>How many runs and states were loaded.</summary>
    public (int Runs, int States) Size => (_runs.Count, _states.Count);

    /// <summary>Loads all runs; each state shows the number of its commit.</summary>
    public async Task LoadAsync()
    {
        using var file = Read("gymnasium_runs.json");
        foreach (var run in file.RootElement.GetProperty("runs").EnumerateArray())
        {
            var parent = run.GetProperty("parent_run");
            var info = parent.ValueKind == JsonValueKind.Null
                ? await tree.CreateRun(new RunRequest { Name = run.GetProperty("ref").GetString()! })
                : await grains.GetRun(_runs[parent.GetInt32()]).BranchFrom(
                    _states[run.GetProperty("branch_point").GetInt32()], run.GetProperty("ref").GetString()!);
            _runs.Add(run.GetProperty("run").GetInt32(), info.Id);
            foreach (var commits in Expand(run.GetProperty("states")).Chunk(LoadedTogether))
            {
                var receipt = await grains.GetRun(info.Id).Append(new AppendRequest { States = [.. commits.Select(State)] });
                for (var i = 0; i < commits.Length; i++)
                {
                    _states.Add(commits[i], new StateId(info.Id, receipt.FirstStep + i));
                }
            }
        }
    }

    /// <summary>Asks about every pair that git answered: common ancestor, ancestry, distance, what is only on one side.</summary>
    public async Task<int> AskPairsAsync()
    {
        using var file = Read("gymnasium_answers.json");
        var asked = 0;
        foreach (var pair in file.RootElement.GetProperty("pairs").EnumerateArray())
        {
            var (a, b) = (_states[pair.GetProperty("a").GetInt32()], _states[pair.GetProperty("b").GetInt32()]);
            var git = pair.GetProperty("tree");
            var common = git.GetProperty("merge_base_all").EnumerateArray().Select(commit => (StateId?)_states[commit.GetInt32()])
                .SingleOrDefault();
            Assert.Equal(common, await tree.CommonAncestor(a, b));
            Assert.Equal(git.GetProperty("a_is_ancestor_of_b").GetBoolean(), await tree.IsAncestor(a, b));
            Assert.Equal(git.GetProperty("b_is_ancestor_of_a").GetBoolean(), await tree.IsAncestor(b, a));
            var distance = git.GetProperty("distance");
            Assert.Equal(distance.ValueKind == JsonValueKind.Null ? null : distance.GetInt64(), await tree.Distance(a, b));

            var shared = common?.Step ?? -1;
            Assert.Equal(git.GetProperty("only_in_a").GetInt64(), Count(await tree.Lineage(a, shared + 1)));
            Assert.Equal(git.GetProperty("only_in_b").GetInt64(), Count(await tree.Lineage(b, shared + 1)));
            if (git.TryGetProperty("ancestry_path_newest_first", out var path) && path.GetArrayLength() > 0)
            {
                var between = await CommitsAsync(b, a.Step + 1);
                Assert.Equal(path.EnumerateArray().Select(commit => commit.GetInt32()), between.AsEnumerable().Reverse());
            }

            asked++;
        }

        return asked;
    }

    /// <summary>Asks for every lineage that git answered, down to the hash of all its commits, and for what lies below.</summary>
    public async Task<int> AskLineagesAsync()
    {
        using var file = Read("gymnasium_answers.json");
        var asked = 0;
        foreach (var git in file.RootElement.GetProperty("lineages").EnumerateArray())
        {
            var state = _states[git.GetProperty("node").GetInt32()];
            var commits = await CommitsAsync(state, 0);
            commits.Reverse();
            Assert.Equal(git.GetProperty("depth").GetInt64(), state.Step);
            Assert.Equal(state.Step + 1, commits.Count);
            Assert.Equal(git.GetProperty("root").GetInt32(), commits[^1]);
            var joined = Encoding.ASCII.GetBytes(string.Join(',', commits.Select(commit => commit.ToString(CultureInfo.InvariantCulture))));
            Assert.Equal(
                git.GetProperty("lineage_sha256_newest_first_comma_joined").GetString(),
                Convert.ToHexStringLower(SHA256.HashData(joined)));

            var below = await tree.CountDescendants(state);
            Assert.Equal(git.GetProperty("descendants").GetInt64(), below.States);
            Assert.Equal(git.GetProperty("leaves_containing").GetInt64(), below.Leaves);
            asked++;
        }

        return asked;
    }

    private static JsonDocument Read(string file) => JsonDocument.Parse(File.ReadAllBytes(OracleFolder.PathOf(Path.Combine(Name, file))));

    private static IEnumerable<int> Expand(JsonElement spans) =>
        spans.EnumerateArray().SelectMany(span => Enumerable.Range(span[0].GetInt32(), span[1].GetInt32()));

    private static StateContent State(int commit) =>
        new() { Observation = JsonText.Parse(commit.ToString(CultureInfo.InvariantCulture)) };

    private static long Count(IEnumerable<LineagePiece> pieces) => pieces.Sum(piece => piece.To - piece.From + 1);

    private async Task<List<int>> CommitsAsync(StateId state, long from)
    {
        var commits = new List<int>();
        for (long? next = from; next is { } step;)
        {
            var page = await tree.LineageStates(state, new StateQuery { From = step, Limit = 1000 });
            commits.AddRange(page.Items.Select(item => int.Parse(item.Content.Observation.ToString(), CultureInfo.InvariantCulture)));
            next = page.Next;
        }

        return commits;
    }
}
