using System.Globalization;
using CuaRl.Core.Randomness;
using CuaRl.Core.Text;

namespace CuaRl.Core.Tests.Text;

public sealed class PythonNumberTests
{
    [Theory]
    [InlineData(1e-05, "1e-05")]
    [InlineData(1e-5 * 3, "3.0000000000000004e-05")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00012345, "0.00012345")]
    [InlineData(5e-06, "5e-06")]
    [InlineData(-2.5e-07, "-2.5e-07")]
    [InlineData(0.1, "0.1")]
    [InlineData(1.0 / 3, "0.3333333333333333")]
    [InlineData(1.0, "1.0")]
    [InlineData(10.0, "10.0")]
    [InlineData(123.25, "123.25")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(9007199254740993.0, "9007199254740992.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(1.2345678901234568e17, "1.2345678901234568e+17")]
    [InlineData(1e22, "1e+22")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(double.NaN, "nan")]
    [InlineData(double.PositiveInfinity, "inf")]
    [InlineData(double.NegativeInfinity, "-inf")]
    public void Of_ANumber_IsPythonsRepr(double value, string expected) => Assert.Equal(expected, PythonNumber.Of(value));

    [Fact]
    public void Of_AnyNumber_ReadsBackAsTheSameAndIsAsShortAsCanBe()
    {
        var random = new SeededGenerator(7);
        for (var i = 0; i < 2_000; i++)
        {
            var value = BitConverter.UInt64BitsToDouble(random.NextBits());
            if (!double.IsFinite(value))
            {
                continue;
            }

            var text = PythonNumber.Of(value);
            Assert.Equal(value, double.Parse(text, CultureInfo.InvariantCulture));
            Assert.Equal(Digits(value.ToString("R", CultureInfo.InvariantCulture)), Digits(text));
        }
    }

    private static string Digits(string text) =>
        new string([.. text.Split('e', 'E')[0].Where(char.IsAsciiDigit)]).Trim('0');
}
