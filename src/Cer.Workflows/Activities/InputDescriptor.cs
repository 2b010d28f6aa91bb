using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>An input of an activity, for evaluation, for the editor and for validation.</summary>
/// <param name="Name">As it stands in the JSON.</param>
/// <param name="Type">What its value is turned into.</param>
/// <param name="Default">What it is when nothing is written.</param>
/// <param name="EvaluatedLater">By the activity itself, such as a condition in each pass.</param>
/// <param name="Required">Whether a definition without it cannot do what it says.</param>
public sealed record InputDescriptor(
    string Name, DataType Type, object? Default = null, bool EvaluatedLater = false, bool Required = false);
