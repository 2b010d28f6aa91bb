namespace Cer.Workflows.Running;

/// <summary>An instance that another one wants to have begun.</summary>
/// <param name="Reference">Of which definition.</param>
/// <param name="Input">What it is given.</param>
/// <param name="CorrelationId">What it is about.</param>
/// <param name="ExecutionId">The execution that asks.</param>
/// <param name="Waits">Whether that execution wants to hear of the end.</param>
/// <param name="AtOnce">Whether it is run before the asking activity goes on.</param>
public sealed record ChildStart(
    DefinitionReference Reference,
    OrderedDictionary<string, object?> Input,
    string? CorrelationId,
    int ExecutionId,
    bool Waits,
    bool AtOnce);
