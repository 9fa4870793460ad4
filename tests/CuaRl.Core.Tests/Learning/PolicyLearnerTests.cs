using CuaRl.Core.Grpo;
using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Grpo.Losses;
using CuaRl.Core.Learning;
using CuaRl.Core.Policies;
using CuaRl.Core.Tests.Policies;

namespace CuaRl.Core.Tests.Learning;

public sealed class PolicyLearnerTests
{
    private static readonly LossOptions Loss = new();
    private static readonly AdamSettings Adam = new();

    [Theory]
    [InlineData(0.7)]
    [InlineData(1)]
    [InlineData(1.5)]
    public void Add_OfWhatThePolicySampledItself_HasARatioOfExactlyOne(double temperature)
    {
        var policy = SampleDecisions.Trained(SampleDatums.Shape);
        var datums = SampleDatums.Of(policy, 5, temperature);

        var loss = new PolicyLearner(new PolicyCheckpoint(policy, null)).Add(datums, Loss, temperature);

        Assert.Equal((1.0, 1.0), (loss.Metrics["optim/ratio_min"], loss.Metrics["optim/ratio_max"]));
        Assert.Equal(0, loss.Metrics["optim/kl_sample_train_v2"]);
        Assert.Equal(datums.Select(datum => (double)datum.Actions[0].LogProbabilities.Span[0]), loss.LogProbabilities.ToArray());
        Assert.Equal(-datums.Sum(datum => datum.Actions[0].Advantage), loss.Metrics["loss"], 1e-12);
        Assert.InRange(loss.Metrics["optim/policy_entropy"], 0.01, Math.Log(5));
    }

    /// <summary>The gradient by hand, with weights of the aggregation and addends of a penalty, gives the same bits.</summary>
    [Theory]
    [InlineData(LossAggregation.TokenSum)]
    [InlineData(LossAggregation.TokenMean)]
    public void Step_AfterAdd_IsThatOfTheGradientByHand(LossAggregation aggregation)
    {
        var policy = SampleDecisions.Trained(SampleDatums.Shape);
        var loss = new LossOptions { Aggregation = aggregation };
        var datums = SampleDatums.Of(policy, 5, masked: 2).Select(datum => datum with { Addends = Addends(datum, 0.125) }).ToArray();
        var learner = new PolicyLearner(new PolicyCheckpoint(policy.Copy(), null));

        var said = learner.Add(datums, loss, 1);
        var norm = learner.Step(Adam);

        var (gradient, sum) = (new PolicyGradient(policy.Shape), 0.0);
        var weight = aggregation == LossAggregation.TokenSum ? 1 : 0.1; // Ten of twelve are not masked.
        foreach (var datum in datums.Where(datum => !datum.Actions[0].IsMasked))
        {
            var (decision, chosen) = (DecisionTokens.Read(datum.Context, policy.Shape.Places), datum.LastAction.Span[0]);
            var advantage = datum.Actions[0].Advantage + 0.125;
            gradient.Add(policy, decision, chosen, weight * -advantage, 1);
            sum += weight * -advantage;
        }

        Assert.Equal(gradient.Norm(), norm);
        Assert.Equal(sum, said.Metrics["loss"], 1e-12);
        new AdamOptimizer(policy.Shape).Step(policy, gradient, Adam);
        Assert.Equal(SampleDecisions.Bitwise(policy), SampleDecisions.Bitwise(learner.Policy));

        static double[] Addends(TrainingDatum datum, double addend)
        {
            var addends = new double[datum.Length];
            addends[^1] = addend;
            return addends;
        }
    }

    [Fact]
    public void Add_OfSeveralBatches_AddsUpUntilTheStepThatClears()
    {
        var (one, two) = (Learner(), Learner());
        var datums = SampleDatums.Of(one.Policy, 5);

        one.Add(datums.GetRange(0, 5), Loss, 1);
        one.Add(datums.GetRange(5, 7), Loss, 1);
        two.Add(datums, Loss, 1);

        Assert.Equal(one.Step(Adam), two.Step(Adam));
        Assert.Equal(SampleDecisions.Bitwise(one.Policy), SampleDecisions.Bitwise(two.Policy));
        Assert.Equal(0, one.Step(Adam));
    }

    [Fact]
    public void Add_OfDatumsThatAreNoDecisions_NamesTheDatumAndAddsNothing()
    {
        var learner = Learner();
        var datums = SampleDatums.Of(learner.Policy, 5);
        var last = datums[^1];

        Refused("datum 11: it has 2 actions, the last of 1 tokens", last with { Actions = [last.Actions[0], last.Actions[0]] });
        Refused("datum 11: it has 1 actions, the last of 2 tokens", last with { LastAction = Tokens(0, 1) });
        Refused("datum 11: candidate 5 of 5 was taken", last with { LastAction = Tokens(5) });
        Refused("datum 11: decision: cannot be read", last with { Context = last.Context[1..] });

        static int[] Tokens(params int[] tokens) => tokens;

        void Refused(string why, TrainingDatum broken)
        {
            var error = Assert.Throws<FormatException>(() => learner.Add([.. datums[..^1], broken], Loss, 1));
            Assert.StartsWith(why, error.Message, StringComparison.Ordinal);
            Assert.Equal(0, learner.Step(Adam));
        }
    }

    [Fact]
    public void Add_OfALossThatIsNotFinite_IsRefusedAndAddsNothing()
    {
        var learner = Learner();
        var datums = SampleDatums.Of(learner.Policy, 5);

        Assert.Throws<GrpoException>(() => learner.Add(Sampled(-2_000), Loss, 1));
        Assert.Throws<NonFiniteGradientException>(() => learner.Add(Sampled(-60), Loss, 1));
        Assert.Throws<GrpoException>(() => learner.Add(SampleDatums.Of(learner.Policy, 5, rollouts: 1, masked: 0), Loss, 1));
        Assert.Throws<GrpoException>(() => learner.Add([], Loss, 1));

        Assert.Equal(0, learner.Step(Adam));

        TrainingDatum[] Sampled(float logProbability) =>
        [
            .. datums[..^1], datums[^1] with { Actions = [datums[^1].Actions[0] with { LogProbabilities = new[] { logProbability } }] },
        ];
    }

    [Fact]
    public void Copy_OfALearner_GoesOnBitByBitAndApart()
    {
        var learner = Learner();
        Learn(learner, 1);
        var copy = learner.Copy();

        Learn(learner, 2);
        Assert.NotEqual(SampleDecisions.Bitwise(learner.Policy), SampleDecisions.Bitwise(copy.Policy));
        Learn(copy, 2);
        Assert.Equal(learner.ToCheckpoint().Write(), copy.ToCheckpoint().Write());

        static void Learn(PolicyLearner learner, ulong seed)
        {
            learner.Add(SampleDatums.Of(learner.Policy, seed), Loss, 1);
            learner.Step(Adam);
        }
    }

    private static PolicyLearner Learner() => new(new PolicyCheckpoint(SampleDecisions.Trained(SampleDatums.Shape), null));
}
