namespace Cer.Workflows.Expressions.JavaScript;

internal sealed partial class Parser
{
    private ObjectLiteral Object()
    {
        var at = _now.Start;
        Expect("{");
        var noIn = _noIn;
        _noIn = false;
        var parts = new List<Property>();
        while (!Is("}"))
        {
            parts.Add(Property());
            if (!Skip(",")) break;
        }
        _noIn = noIn;
        Expect("}");
        return new ObjectLiteral(at, [.. parts]);
    }

    private Property Property()
    {
        var token = _now;
        if (Skip("...")) return new Property(new Spread(token.Start, Assignment()), null, false, null);
        if (Is("*")) throw Error(token.Start, Refusals.Generator);
        var (key, word) = PropertyKey();
        if (word is "get" or "set" && (_now.Kind is TokenKind.Name or TokenKind.Text or TokenKind.Number || Is("[")))
            throw Error(token.Start, Refusals.Accessor);
        if (word == "async" && (_now.Kind == TokenKind.Name || Is("["))) throw Error(token.Start, Refusals.Async);
        if (Is("("))
        {
            var method = Function(token.Start, key is Literal { Value: string name } ? name : "", null, false);
            return new Property(key, method, false, null);
        }
        if (Skip(":"))
        {
            var value = Assignment();
            if (value is FunctionNode { Name.Length: 0 } function && key is Literal { Value: string named }) function.Name = named;
            return new Property(key, value, false, null);
        }
        if (word is null) throw Unexpected("':'");
        if (Reserved.Contains(word)) throw Error(token.Start, $"'{word}' is a word of the language and cannot be a name.");
        if (Refusals.Names.ContainsKey(word)) _suspects.Add((word, token.Start));
        var identifier = new Identifier(token.Start, word);
        return new Property(key, identifier, true, Skip("=") ? Assignment() : null);
    }

    private (Node Key, string? Word) PropertyKey()
    {
        var token = _now;
        if (Is("[")) return (Key(), null);
        if (Is("#")) throw Error(token.Start, Refusals.Private);
        if (token.Kind is not (TokenKind.Name or TokenKind.Text or TokenKind.Number)) throw Unexpected("the name of a property");
        if (Refusals.Properties.TryGetValue(token.Text, out var sentence)) throw Error(token.Start, sentence);
        Take();
        if (token.Kind == TokenKind.Number) return (new Literal(token.Start, Numbers.Write(token.Number)), null);
        return (new Literal(token.Start, token.Text), token.Kind == TokenKind.Name ? token.Text : null);
    }
}
