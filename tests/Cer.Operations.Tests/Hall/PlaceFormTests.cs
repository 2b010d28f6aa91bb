using Cer.Operations.Dashboards;
using Cer.Operations.Hall;

namespace Cer.Operations.Tests.Hall;

/// <summary>Each field of a declaration that is wrong is told by its name, with what was found and what was expected.</summary>
public sealed class PlaceFormTests
{
    private static readonly PlaceForm Good = new(" Scuola ", "school", 15.5m, "08:30", "16:00");

    [Fact]
    public void What_is_well_is_what_was_written()
    {
        Assert.Empty(Good.Faults);
        Assert.Equal(
            new PlaceTerms("IT999E00000001", "Scuola", PlaceKind.School, 15.5m, (new(8, 30), new(16, 0))),
            Good.Of("IT999E00000001"));
        var bare = new PlaceForm("Fontana", "other", null, null, " ");
        Assert.Empty(bare.Faults);
        Assert.Null(bare.Of("IT999E00000001").Hours);
    }

    [Theory]
    [InlineData("name", "", "school", "1", "08:00", "09:00")]
    [InlineData("kind", "a", "castle", "1", "08:00", "09:00")]
    [InlineData("contractedKw", "a", "school", "0", "08:00", "09:00")]
    [InlineData("contractedKw", "a", "school", "100000.1", "08:00", "09:00")]
    [InlineData("contractedKw", "a", "school", "1.0001", "08:00", "09:00")]
    [InlineData("opens", "a", "school", "1", "8 o'clock", "09:00")]
    [InlineData("opens", "a", "school", "1", "", "09:00")]
    [InlineData("closes", "a", "school", "1", "08:00", "")]
    [InlineData("closes", "a", "school", "1", "08:00", "24:00")]
    [InlineData("closes", "a", "school", "1", "08:00", "08:00")]
    public void One_fault_is_told_beside_one_field(
        string field, string name, string kind, string power, string opens, string closes)
    {
        var form = new PlaceForm(
            name, kind, decimal.Parse(power, System.Globalization.CultureInfo.InvariantCulture), opens, closes);
        var fault = Assert.Single(form.Faults);
        Assert.Equal(field, fault.Key);
        Assert.Contains("expected", fault.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_too_long_is_refused() =>
        Assert.Contains("name", (Good with { Name = new('x', 101) }).Faults.Keys);
}
