using Cer.Messaging.HomeAssistant;

namespace Cer.HomeAssistant.Tests;

/// <summary>Versions of Core: formats change with the month.</summary>
public class HomeVersionTests
{
    [Theory]
    [InlineData("2025.5.0", 2025, 5, 0)]
    [InlineData("2025.5.0.dev0", 2025, 5, 0)]
    [InlineData("2025.5.0.dev202505010203", 2025, 5, 0)]
    [InlineData("2026.8.0b3", 2026, 8, 0)]
    [InlineData("2023.12.4", 2023, 12, 4)]
    [InlineData("2026.3", 2026, 3, 0)]
    public void Releases_betas_and_nightly_builds_are_read(string words, int year, int month, int patch) =>
        Assert.Equal(new(year, month, patch), HomeVersion.Read(words));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("dev")]
    [InlineData("2025")]
    [InlineData("2025.13.0")]
    [InlineData("99999999999999999999.1")]
    public void What_cannot_be_read_counts_as_the_oldest(string? words) => Assert.Equal(default, HomeVersion.Read(words));

    [Theory]
    [InlineData("2025.10.4", false)]
    [InlineData("2025.11.0b0", true)]
    [InlineData("2025.11.0", true)]
    [InlineData("2026.3.1", true)]
    public void A_format_holds_from_its_month_on(string words, bool holds) =>
        Assert.Equal(holds, HomeVersion.Read(words) >= HomeVersion.MeanType);
}
