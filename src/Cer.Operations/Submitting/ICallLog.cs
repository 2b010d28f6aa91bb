namespace Cer.Operations.Submitting;

/// <summary>Where every call is written down.</summary>
public interface ICallLog
{
    Task NoteAsync(CallFor call, CallNote note, CancellationToken cancellation);
}
