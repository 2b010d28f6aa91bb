using NodaTime;

namespace Cer.Operations.Documents;

/// <summary>Turns HTML into a tagged PDF: equal HTML, name and time give equal bytes.</summary>
public interface IPdfPress
{
    /// <summary>How many documents it prints at once.</summary>
    int Width => 1;

    /// <param name="html">The whole document.</param>
    /// <param name="name">What identifies the document inside the file.</param>
    /// <param name="when">The time the file bears.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <exception cref="PressException">There is no press on this machine.</exception>
    Task<PressOutcome> PressAsync(string html, string name, Instant when, CancellationToken cancellation);
}
