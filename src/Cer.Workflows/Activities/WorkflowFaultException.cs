namespace Cer.Workflows.Activities;

/// <summary>A fault that the designer drew.</summary>
public sealed class WorkflowFaultException(string message) : Exception(message);
