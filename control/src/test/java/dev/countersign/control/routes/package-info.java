/** Walks over every route: who may, whose ids, what is recorded, and what is shown as text. */
package dev.countersign.control.routes;
