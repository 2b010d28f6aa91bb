namespace Cer.Operations.Ports;

/// <summary>Whether the store fits this program.</summary>
public interface ISchemaState
{
    /// <summary>Null when it fits; else a sentence that says what is found, what is expected, and what to do.</summary>
    Task<string?> ProblemAsync(CancellationToken cancellation);
}
