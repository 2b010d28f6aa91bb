using Cer.Operations.Documents;
using NodaTime;

namespace Cer.Reporting.Tests;

/// <summary>A press for tests of everything but printing; it refuses what it is told to.</summary>
internal sealed class BlankPress(Func<string, bool>? refuses = null) : IPdfPress
{
    public Task<PressOutcome> PressAsync(string html, string name, Instant when, CancellationToken cancellation) =>
        Task.FromResult<PressOutcome>(refuses?.Invoke(html) == true
            ? new PressOutcome.Broken("Found a smudge, expected a page.")
            : new PressOutcome.Made(new byte[] { 1 }, 1));
}
