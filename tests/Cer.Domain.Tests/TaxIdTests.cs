using FsCheck;
using FsCheck.Fluent;

namespace Cer.Domain.Tests;

/// <summary>Tax codes whose check characters others have published.</summary>
public sealed class TaxIdTests
{
    [Theory]
    [InlineData("MRTMTT91D08F205J", "MRTMTT91D08F205J", true)]
    [InlineData(" rssmra85t10a562s ", "RSSMRA85T10A562S", true)]
    [InlineData("00743110157", "00743110157", false)]
    [InlineData("07643520567", "07643520567", false)]
    public void Published_examples_are_taken(string text, string code, bool person)
    {
        Assert.True(TaxId.TryParse(text, null, out var id));
        Assert.Equal((code, person), (id.Code, id.IsOfPerson));
    }

    [Theory]
    [InlineData("MRTMTT91D08F205K")]
    [InlineData("MRTMTT91F08F205J")]
    [InlineData("RSSMRA85T10A562")]
    [InlineData("00743110158")]
    [InlineData("00000000000")]
    [InlineData("0074311015X")]
    [InlineData("")]
    [InlineData(null)]
    public void Another_check_character_or_form_is_refused(string? text) => Assert.False(TaxId.TryParse(text, null, out _));

    [Fact]
    public void One_digit_of_a_vat_number_written_wrong_is_always_noticed() => Prop.ForAll(
        Gen.Choose(0, 10).SelectMany(place => Gen.Choose(1, 9).Select(by => (place, by))).ToArbitrary(),
        slip =>
        {
            var digits = "07643520567".ToCharArray();
            digits[slip.place] = (char)('0' + ((digits[slip.place] - '0' + slip.by) % 10));
            return !TaxId.TryParse(new string(digits), null, out _);
        }).QuickCheckThrowOnFailure();
}
