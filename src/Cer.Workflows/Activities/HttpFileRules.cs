using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>What an endpoint takes of bodies and files, and the outcomes by which it may tell what it does not take.</summary>
/// <remarks>Names and outcomes are those of Elsa's HttpEndpoint.</remarks>
public static class HttpFileRules
{
    public const string RequestTooLarge = "Request too large";
    public const string FileTooLarge = "File too large";
    public const string InvalidExtension = "Invalid file extension";
    public const string InvalidMimeType = "Invalid file MIME type";

    /// <summary>Under which a request says that it is told by an outcome, without what was not taken.</summary>
    public const string OutcomeKey = "$outcome";

    /// <summary>Which input says that an outcome is there.</summary>
    public static IReadOnlyDictionary<string, string> Flags { get; } = new Dictionary<string, string>
    {
        [RequestTooLarge] = "exposeRequestTooLargeOutcome",
        [FileTooLarge] = "exposeFileTooLargeOutcome",
        [InvalidExtension] = "exposeInvalidFileExtensionOutcome",
        [InvalidMimeType] = "exposeInvalidFileMimeTypeOutcome",
    };

    internal static IReadOnlyList<InputDescriptor> Inputs { get; } =
    [
        new("requestSizeLimit", new(ValueKind.Int64)), new("fileSizeLimit", new(ValueKind.Int64)),
        new("allowedFileExtensions", DataType.Texts), new("blockedFileExtensions", DataType.Texts),
        new("allowedMimeTypes", DataType.Texts), .. Flags.Values.Select(flag => new InputDescriptor(flag, DataType.Flag, false)),
    ];

    /// <summary>The rules as a trigger or a bookmark carries them: those that are written.</summary>
    internal static OrderedDictionary<string, object?> Of(Func<string, DataType, object?> value)
    {
        var rules = new OrderedDictionary<string, object?>();
        foreach (var input in Inputs)
            if (value(input.Name, input.Type) is { } written and not false) rules[input.Name] = written;
        return rules;
    }
}
