package holdfast.dvr;

import java.util.Locale;

/**
 * The errors of the query language, under the names that the zkPass query engine gives them. What the engine leaves
 * open, and which of them a given mistake is here, is decided by {@link Fault}.
 */
public enum EngineError {
    QUERY_PARSING_ERROR,
    DVR_NOT_AN_ARRAY_ERROR,
    UNKNOWN_STMT_KEYWORD_PARSING_ERROR,
    UNEXPECTED_STMT_ERROR,
    USER_DATA_PARSING_ERROR,
    LOCAL_VAR_PARSING_ERROR,
    DATA_VAR_PARSING_ERROR,
    DATA_VAR_NAME_NOT_STARTING_WITH_ALPHABET_ERROR,
    DATA_VARIABLE_RESOLUTION_ERROR,
    EXPECTING_OPERANDS_IN_ARRAY_PARSING_ERROR,
    EXPECTING_FIRST_OPERAND_PARSING_ERROR,
    EXPECTING_SECOND_OPERAND_PARSING_ERROR,
    EXPECTING_THIRD_OPERAND_PARSING_ERROR,
    OUTPUT_STATEMENT_EXPECTING_OPERAND_IN_OBJECT_PARSING_ERROR,
    OUTPUT_STATEMENT_EXPECTING_ONE_OPERAND_PARSING_ERROR,
    OUTPUT_STATEMENT_PARSING_ERROR,
    ASSIGNMENT_STATEMENT_EXPECTING_OPERAND_IN_OBJECT_PARSING_ERROR,
    ASSIGNMENT_STATEMENT_EXPECTING_ONE_OPERAND_PARSING_ERROR,
    ASSIGNMENT_STATEMENT_PARSING_ERROR,
    IF_STATEMENT_EXPECTING_OPERAND_IN_OBJECT_PARSING_ERROR,
    IF_STATEMENT_EXPECTING_THREE_OPERAND_OR_LESS_PARSING_ERROR,
    IF_STATEMENT_UNKNOWN_KEYWORD_PARSING_ERROR,
    IF_STATEMENT_MISSING_CONDITION_PARSING_ERROR,
    IF_STATEMENT_MISSING_THEN_BLOCK_PARSING_ERROR,
    UNEXPECTED_OPERATOR_PARSING_ERROR,
    UNEXPECTED_OPERATOR_ERROR,
    UNEXPECTED_VALUE_ERROR,
    ARRAY_COMPARISON_NOT_SUPPORTED_ERROR,
    /** An output of a field without its public marker. The name is ours: the engine's own is unpublished. */
    DATA_VARIABLE_NOT_PUBLIC_ERROR;

    /** The name as the engine spells it, for example {@code QueryParsingError}. */
    public String engineName() {
        StringBuilder name = new StringBuilder();
        for (String word : name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }
}
