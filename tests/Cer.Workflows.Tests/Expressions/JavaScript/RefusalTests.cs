using Cer.Workflows.Expressions;

namespace Cer.Workflows.Tests.Expressions.JavaScript;

/// <summary>What is left out is named, with what to write instead, and where it stands.</summary>
public class RefusalTests
{
    public static TheoryData<string, string, int, int> Scripts => new()
    {
        { "class A {}", "Classes are not known here: use a function that returns an object.", 1, 1 },
        { "let a = 1;\nconst B = class {}",
            "Classes are not known here: use a function that returns an object.", 2, 11 },
        { "function* f() {}", "Generators are not known here: return a list instead.", 1, 1 },
        { "({ *f() {} })", "Generators are not known here: return a list instead.", 1, 4 },
        { "yield 1", "yield is not known here: collect the values in a list instead.", 1, 1 },
        { "async function f() {}",
            "async functions are not known here: write the function without async; 'await x' gives x at once.", 1, 1 },
        { "const f = async () => 1",
            "async functions are not known here: write the function without async; 'await x' gives x at once.", 1, 11 },
        { "for await (const x of []) x", "for await is not known here: use for … of.", 1, 5 },
        { "a: for (;;) {}",
            "Labels are not known here: use a function and return; an object alone needs brackets around it: ({ … }).", 1, 1 },
        { "for (;;) { break a }",
            "Labels are not known here: use a function and return; an object alone needs brackets around it: ({ … }).", 1, 18 },
        { "with (x) {}", "with is not known here: write the object before each name.", 1, 1 },
        { "eval('1')", "eval is not known here: write the expression itself.", 1, 1 },
        { "new Function('x')", "Function is not known here: write the function itself.", 1, 1 },
        { "import x from 'y'", "import is not known here: an expression uses only what the workflow hands it.", 1, 1 },
        { "export const x = 1", "export is not known here: return the value.", 1, 1 },
        { "require('fs')", "require is not known here: an expression uses only what the workflow hands it.", 1, 1 },
        { "({ get a() { return 1 } })",
            "Getters and setters are not known here: use an ordinary property or a method.", 1, 4 },
        { "({ set a(v) {} })", "Getters and setters are not known here: use an ordinary property or a method.", 1, 4 },
        { "x`a`", "Tagged templates are not known here: call the function with the template in brackets.", 1, 2 },
        { "new System.Text.StringBuilder()",
            "new works here only for Date, Error, Array, Object, Map, Set and RegExp: use an object literal instead.", 1, 1 },
        { "function F() {}\nnew F()",
            "new works here only for Date, Error, Array, Object, Map, Set and RegExp: use an object literal instead.", 2, 1 },
        { "System.IO.File", "Types of .NET are not known here: use the functions that the workflow lends.", 1, 1 },
        { "new Proxy({}, {})", "Proxy is not known here: use an ordinary object.", 1, 1 },
        { "Symbol('x')", "Symbol is not known here: use a text as the key.", 1, 1 },
        { "Reflect.ownKeys({})", "Reflect is not known here: use Object.keys, in, delete and the dot.", 1, 1 },
        { "let a = 1; delete a", "A variable cannot be deleted: set it to null, or delete a property.", 1, 12 },
        { "globalThis.x",
            "globalThis is not known here: use the names that the workflow lends, such as variables.", 1, 1 },
        { "Promise.all([])",
            "Promise is not known here: every call gives its value at once; 'await x' gives x.", 1, 1 },
        { "setTimeout(f, 5)", "setTimeout is not known here: use the Delay activity.", 1, 1 },
        { "fetch('http://x')", "fetch is not known here: use the SendHttpRequest activity.", 1, 1 },
        { "Intl.NumberFormat", "Intl is not known here: use toFixed, padStart and the getters of Date.", 1, 1 },
        { "10n", "BigInt is not known here: use an ordinary number or a text.", 1, 1 },
        { "function f() { return arguments[0] }",
            "arguments is not known here: use a rest parameter (...values).", 1, 23 },
        { "({}).constructor", "constructor is not known here: use typeof, Array.isArray or instanceof.", 1, 6 },
        { "({})['const' + 'ructor']",
            "TypeError: constructor is not known here: use typeof, Array.isArray or instanceof.", 1, 5 },
        { "({ __proto__: {} })", "Prototypes are not known here: use a function that takes the object.", 1, 4 },
        { "Array.prototype.x", "Prototypes are not known here: use a function that takes the object.", 1, 7 },
        { "this.#x", "Names with # are not known here: use an ordinary property.", 1, 6 },
        { "@dec f()", "Decorators are not known here: call the function yourself.", 1, 1 },
        { "super.x()", "super is not known here: there are no classes; call the function by its name.", 1, 1 },
        { "new.target", "new.target is not known here: pass a parameter instead.", 1, 1 },
        { "debugger", "debugger is not known here: use console.log.", 1, 1 },
        { "Math.PI = 3",
            "TypeError: Cannot set 'PI': a object of this kind has no properties that can be changed", 1, 6 },
        { "let a = 1;\nlet b = a +", "Found the end, expected a value.", 2, 12 },
        { "foo(1,\n  2", "Found the end, expected ')'.", 2, 4 },
        { "let x = 'abc", "The text has no closing '.", 1, 9 },
        { "variabels.X", "ReferenceError: variabels is not defined", 1, 1 },
        { "let o = {};\no.name.length", "TypeError: Cannot read properties of undefined (reading 'length')", 2, 8 },
        { "let o = {};\n  o.call()", "TypeError: o.call is not a function", 2, 5 },
        { "throw new Error('No meter')", "No meter", 1, 1 },
    };

    [Theory, MemberData(nameof(Scripts))]
    public void There_is_a_sentence_for_each_feature_refused(string script, string sentence, int line, int column)
    {
        var exception = Assert.Throws<ExpressionException>(() => Ours.Evaluate(script));
        Assert.Equal((sentence, line, column), (exception.Message, exception.Line, exception.Column));
    }
}
