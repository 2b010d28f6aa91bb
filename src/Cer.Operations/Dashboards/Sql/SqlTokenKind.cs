namespace Cer.Operations.Dashboards.Sql;

/// <summary>What a piece of a statement is.</summary>
internal enum SqlTokenKind
{
    Word,

    /// <summary>A name in double quotation marks.</summary>
    Name,

    /// <summary>A text in single quotation marks.</summary>
    Text,
    Number,
    Symbol,

    /// <summary><c>$__name(arguments)</c>, or <c>$__name</c> alone.</summary>
    Macro,

    /// <summary><c>${name:format}</c>.</summary>
    Variable,

    /// <summary>What may stand in no statement of a dashboard: a comment, a semicolon, another dollar, an open end.</summary>
    Stray,
}
