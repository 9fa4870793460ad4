using System.Text.Json;
using CuaRl.Core.Tasks;
using CuaRl.Silo.Commands.Client;
using CuaRl.Silo.Commands.Demonstration.Learning;
using CuaRl.Silo.Commands.Train;

namespace CuaRl.Silo.Tests.Demo;

/// <summary>What the demo says of what was learnt, on numbers that can be added up by hand.</summary>
public sealed class LearningReportTests
{
    private static readonly LearningReport Report = new(
        Exam(training: 1, evaluation: 0, second: 0, sixteenth: 0, strictly: 0),
        Exam(training: 6, evaluation: 4, second: 2, sixteenth: 1, strictly: 5),
        Exam(training: 9, evaluation: 8, second: 5, sixteenth: 3, strictly: 8))
    {
        Seconds = 180.5,
        Turns = 290_292,
    };

    [Fact]
    public void Examination_OfAllTasks_KeepsThoseApartWhoseGoalsNoTrainingTaskHas()
    {
        var exam = Report.Trained;

        Assert.Equal(new Score(20, 18, 16), exam.Training);
        Assert.Equal(new Score(70, 56, 56), exam.Evaluation);
        Assert.Equal([new Score(10, 5, 5), new Score(10, 3, 3)], Examination.Apart.Select(exam.Of));
    }

    [Fact]
    public void Examination_OfTheDemosTasks_KnowsThoseApart() =>
        Assert.Equal(
            ["eval_02_dnd_mode_enable", "eval_16_create_downloads_folder_xyz"],
            DemoTasks.Evaluation.Select(task => task.Id).Where(id => Examination.Apart.Any(prefix => id.StartsWith(prefix, StringComparison.Ordinal))));

    [Fact]
    public void Line_ForScripts_HasTheseMembersAndNoOthers() =>
        Assert.Equal(
            """{"untrained":0.1,"cloned":0.6,"train_success":0.9,"eval_success":0.8,"strict_success":0.8,"seconds":180.5,"turns":290292}""",
            JsonSerializer.Serialize(Report.Line(), LearningJson.Default.LearningLine));

    [Fact]
    public void Table_ForPeople_HasARowForEachPartWithIntervals()
    {
        var text = new StringWriter();
        Terminal.On(text).Write(Report.Table());
        var rows = text.ToString().Split('\n').Select(row => string.Join(' ', row.Split([' ', '│'], StringSplitOptions.RemoveEmptyEntries))).ToArray();

        Assert.Contains(rows, row => row.Contains(
            "training tasks, unseen phones 0.100 (0.03-0.30) 0.600 (0.39-0.78) 0.900 (0.70-0.97) 0.800 (0.58-0.92)", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains("evaluation tasks 0.000 (0.00-0.05) 0.400 (0.29-0.52) 0.800 (0.69-0.88)", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains("eval_02 0.000 (0.00-0.28) 0.200 (0.06-0.51) 0.500 (0.24-0.76)", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains("eval_16 0.000 (0.00-0.28) 0.100 (0.02-0.40) 0.300 (0.11-0.60)", StringComparison.Ordinal));
    }

    [Fact]
    public void Score_OfNoEpisodes_IsNoShare() => Assert.Equal(("-", 0.0, 0.0), (default(Score).ToString(), default(Score).Success, default(Score).Strict));

    [Fact]
    public void Curve_OfSteps_IsTheMeanOfTheLastTwenty()
    {
        TrainPoint[] points = [.. Enumerable.Range(0, 30).Select(step => new TrainPoint(step, 64, 500, 0.5, step < 10 ? 0 : 1, null))];

        var curve = LearningPicture.Curve(points, point => point.Success);

        Assert.Equal(Enumerable.Range(0, 30).Select(step => (double)step), curve.Select(point => point.X));
        Assert.Equal((0.0, 0.5), (curve[9].Y, curve[19].Y));
        Assert.Equal((0.55, 1.0), (curve[20].Y, curve[29].Y));
    }

    [Fact]
    public void Draw_OfATraining_IsAPictureWithBothCurves()
    {
        var picture = LearningPicture.Draw("demo-seed1", [new TrainPoint(0, 64, 500, 0.25, 0.25, 0.5), new TrainPoint(1, 64, 500, 0.5, 0.5, null)]);

        Assert.StartsWith("<svg", picture, StringComparison.Ordinal);
        Assert.All(
            ["demo-seed1", "mean of the last 20 steps", "success", "mixed groups"], text => Assert.Contains(text, picture, StringComparison.Ordinal));
    }

    /// <summary>Ten episodes of each task: two that are trained on, and all that are evaluated on.</summary>
    private static Examination Exam(int training, int evaluation, int second, int sixteenth, int strictly) => new(
        DemoTasks.Training.Take(2).Select(task => (task.Id, new Score(10, training, strictly)))
            .Concat(DemoTasks.Evaluation.Select(task => (task.Id, Evaluated(task.Id switch
            {
                "eval_02_dnd_mode_enable" => second,
                "eval_16_create_downloads_folder_xyz" => sixteenth,
                _ => evaluation,
            }))))
            .ToDictionary(task => task.Item1, task => task.Item2, StringComparer.Ordinal));

    private static Score Evaluated(int succeeded) => new(10, succeeded, succeeded);
}
