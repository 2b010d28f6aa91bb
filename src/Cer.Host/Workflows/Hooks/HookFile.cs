namespace Cer.Host.Workflows.Hooks;

/// <summary>A file of a request.</summary>
/// <param name="Name">Of the field.</param>
/// <param name="FileName">Without any folder.</param>
/// <param name="ContentType">As the caller says.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record HookFile(string Name, string FileName, string ContentType, byte[] Content)
{
    /// <summary>As scripts see it.</summary>
    public OrderedDictionary<string, object?> Value => new()
    {
        ["name"] = Name,
        ["fileName"] = FileName,
        ["contentType"] = ContentType,
        ["length"] = Content.Length,
        ["content"] = Content,
    };
}
