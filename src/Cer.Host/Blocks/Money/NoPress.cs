using Cer.Operations.Documents;
using NodaTime;

namespace Cer.Host.Blocks.Money;

/// <summary>Presses nothing: in a rehearsal a document is written and numbered, and nobody will read it.</summary>
internal sealed class NoPress : IPdfPress
{
    public Task<PressOutcome> PressAsync(string html, string name, Instant when, CancellationToken cancellation) =>
        Task.FromResult<PressOutcome>(new PressOutcome.Made(new byte[] { 0 }, 1));
}
