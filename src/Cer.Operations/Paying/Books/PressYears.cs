using System.Globalization;
using Cer.Operations.Documents;
using NodaTime;

namespace Cer.Operations.Paying.Books;

/// <summary>Presses the papers of years that were handed out, a few at a time; what a dead node left the next one does.</summary>
public sealed class PressYears(IYearStore store, IPdfPress press, TimeProvider time)
{
    /// <summary>The most pages that a paper may have: a line for each of some thousand members.</summary>
    public const int MostPages = 60;

    private const int StepSize = 8;

    /// <returns>How many papers were pressed now; zero when none waits.</returns>
    /// <exception cref="PressException">There is no press on this machine.</exception>
    public Task<int> StepAsync(CancellationToken cancellation) => store.PressAsync(
        StepSize,
        async (key, html, when) => await press.PressAsync(html, NameOf(key), when, cancellation) switch
        {
            PressOutcome.Broken broken => new(null, null, broken.Sentence.Length <= 500 ? broken.Sentence : broken.Sentence[..500]),
            PressOutcome.Made { Pages: > MostPages } tooLong => new(
                null, null, FormattableString.Invariant($"Found {tooLong.Pages} pages, expected at most {MostPages}.")),
            PressOutcome.Made made => new PressedYear(made.Pdf.ToArray(), made.Pages, null),
            _ => throw new NotSupportedException("Found an outcome of the press that is not known."),
        },
        Instant.FromDateTimeOffset(time.GetUtcNow()),
        cancellation);

    private static string NameOf(YearPaperKey key) => string.Create(
        CultureInfo.InvariantCulture, $"cer-year-{key.Community.Value}-{key.Year}-{key.Number}-{key.Paper}");
}
