using Cer.Workflows.Activities;
using Cer.Workflows.Values;

namespace Cer.Host.Workflows;

/// <summary>An activity of the catalogue, as the editor lists it.</summary>
internal sealed record ActivityView(
    string Type,
    string Category,
    IEnumerable<ActivityView.Input> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyList<string> Outcomes,
    IReadOnlyList<string> Ports,
    bool IsTrigger,
    bool IsTerminal)
{
    public static ActivityView Of(ActivityDescriptor descriptor) => new(
        descriptor.Type,
        descriptor.Category,
        descriptor.Inputs.Select(
            input => new Input(input.Name, Name(input.Type), Plain(input.Default), input.Required)),
        descriptor.Outputs,
        descriptor.Outcomes,
        descriptor.Ports,
        descriptor.IsTrigger,
        descriptor.IsTerminal);

    /// <summary>As definitions name it.</summary>
    private static string Name(DataType type) => type.Kind switch
    {
        ValueKind.Text => "String",
        ValueKind.Flag => "Boolean",
        ValueKind.List => $"{(type.Element is { } element ? Name(element) : "Object")}[]",
        ValueKind.Dictionary => "ObjectDictionary",
        ValueKind.Json => "JSON",
        ValueKind.Bytes => "ByteArray",
        var kind => kind.ToString(),
    };

    private static string? Plain(object? value) => value is null ? null : ValueText.Of(value);

    internal sealed record Input(string Name, string Type, string? Default, bool Required);
}
