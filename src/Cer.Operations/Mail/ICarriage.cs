namespace Cer.Operations.Mail;

/// <summary>An open way, for one letter after the other.</summary>
public interface ICarriage : IAsyncDisposable
{
    /// <summary>False when it must be opened anew for the next letter.</summary>
    bool IsOpen { get; }

    /// <summary>Carries a letter.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="mayClose">Asked before the step that cannot be taken back; on false that step is not taken.</param>
    /// <param name="cancellation">Stops before that step; once it is taken, an answer is waited for a little longer.</param>
    Task<CarryOutcome> CarryAsync(
        ClaimedLetter letter, Func<CancellationToken, Task<bool>> mayClose, CancellationToken cancellation);
}
