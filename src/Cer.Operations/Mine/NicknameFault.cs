namespace Cer.Operations.Mine;

/// <summary>Why a text is no nickname.</summary>
/// <param name="Code">empty, long, letter, script, email, pod or tax.</param>
/// <param name="Found">The letter or the length that was found; null where the code says it all.</param>
public sealed record NicknameFault(string Code, string? Found)
{
    public string Sentence => Code switch
    {
        "long" => $"Found {Found} letters, expected at most {NicknameRule.Longest}.",
        "letter" => $"Found a letter that is not seen or not one of its own ({Found}), expected letters that people see.",
        "script" =>
            $"Found a letter of another alphabet, or a sign ({Found}), "
            + $"expected Latin letters, digits, spaces and these: {NicknameRule.Signs} .",
        "email" => "Found the @ of an e-mail address, expected a nickname.",
        "pod" => "Found what looks like the code of a point, expected a nickname.",
        "tax" => "Found what looks like a tax code, expected a nickname.",
        _ => $"Found no letter, expected a nickname of 1 to {NicknameRule.Longest}.",
    };
}
